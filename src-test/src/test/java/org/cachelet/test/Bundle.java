// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An archive of jars for one use, as the build has made and unpacked it. */
enum Bundle {
  /** The page cache. */
  PAGES,

  /** The page cache and the tags for JSPs. */
  JSP,

  /** The page cache and the dialect for Thymeleaf. */
  THYMELEAF,

  /** What Redis adds to one of the above. */
  REDIS,

  /** Sessions in Redis, by the filter. */
  SESSIONS,

  /** Sessions in Redis, by the manager of Tomcat. */
  TOMCAT;

  private static final Path UNPACKED = Path.of("target/bundles");

  /** Returns its name without the version. */
  String title() {
    return "cachelet-bundle-" + name().toLowerCase(Locale.ROOT);
  }

  /** Returns the folder that it unpacks to. */
  Path folder() throws IOException {
    try (Stream<Path> found = Files.list(UNPACKED)) {
      List<Path> folders =
          found.filter(path -> path.getFileName().toString().startsWith(title() + "-")).toList();
      if (folders.size() != 1) {
        throw new IllegalStateException(title() + " in " + UNPACKED + ": " + folders);
      }
      return folders.get(0);
    }
  }

  /** Returns the folder of its jars. */
  Path libraries() throws IOException {
    return folder().resolve(this == TOMCAT ? "lib" : "WEB-INF/lib");
  }

  /** Returns its jars, sorted by name. */
  List<Path> jars() throws IOException {
    try (Stream<Path> found = Files.list(libraries())) {
      return found.sorted().toList();
    }
  }
}
