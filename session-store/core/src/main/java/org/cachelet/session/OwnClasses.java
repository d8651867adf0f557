// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.cachelet.codec.AllowList;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes that belong to an application itself, not to its libraries: those in {@code
 * WEB-INF/classes}. They may be in its sessions without being listed.
 */
public final class OwnClasses {
  private static final String ROOT = "/WEB-INF/classes/";
  private static final String CLASS = ".class";
  private static final int MOST_FOLDERS = 10_000;

  private final Function<String, @Nullable Set<String>> paths;
  private final Set<String> patterns = new TreeSet<>();

  private OwnClasses(Function<String, @Nullable Set<String>> paths) {
    this.paths = paths;
  }

  /**
   * Returns patterns for {@code cachelet.session.allow} that allow these classes: one for each
   * package that has some, and one for each class without a package.
   *
   * @param paths what is directly in a folder, whose name ends with a slash, as {@code
   *     ServletContext.getResourcePaths} tells it; null if there is no such folder
   */
  public static List<String> patterns(Function<String, @Nullable Set<String>> paths) {
    OwnClasses found = new OwnClasses(paths);
    found.walk();
    return List.copyOf(found.patterns);
  }

  /** Walks through folders level by level; a tree without an end ends the walk. */
  private void walk() {
    Deque<String> folders = new ArrayDeque<>(List.of(ROOT));
    for (int i = 0; i < MOST_FOLDERS && !folders.isEmpty(); i++) {
      String folder = folders.remove();
      Set<String> inside = paths.apply(folder);
      if (inside != null) {
        inside.stream().filter(path -> isFolderIn(folder, path)).forEach(folders::add);
        inside.stream().filter(path -> path.endsWith(CLASS)).forEach(path -> add(folder, path));
      }
    }
  }

  private static boolean isFolderIn(String folder, String path) {
    return path.endsWith("/") && path.startsWith(folder) && path.length() > folder.length();
  }

  private void add(String folder, String path) {
    String packageName = folder.substring(ROOT.length()).replace('/', '.');
    String name = path.substring(folder.length(), path.length() - CLASS.length());
    String pattern = packageName.isEmpty() ? name : packageName + "*";
    if (AllowList.refusal(pattern) == null) { // as those of META-INF and of patched libraries
      patterns.add(pattern);
    }
  }
}
