// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides by name, before anything is loaded, which classes of the application may be made. */
final class AllowList {

  private final List<AllowPattern> patterns;
  private final ClassLoader loader;

  /**
   * Allows what these patterns name.
   *
   * @throws IllegalArgumentException if a pattern is malformed, too broad or names denied types
   */
  AllowList(Collection<String> patterns, ClassLoader loader) {
    this.patterns = patterns.stream().map(AllowPattern::new).toList();
    this.loader = loader;
  }

  /**
   * Returns the class of this name, not initialised.
   *
   * @throws CodecException if it is not allowed, or not there
   */
  Class<?> load(String name) {
    check(name);
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new CodecException(name + " is named in the bytes but is not on the class path", e);
    }
  }

  /**
   * Accepts a name that a pattern allows.
   *
   * @throws CodecException if none does, or if the name is denied
   */
  void check(String name) {
    String denied = DeniedTypes.reason(name);
    if (denied != null) {
      throw new CodecException(CodecException.printable(name) + " cannot be cached: " + denied);
    }
    if (!name.chars().allMatch(AllowList::isNamePart)) {
      throw new CodecException(CodecException.printable(name) + " is not the name of a class");
    }
    if (patterns.stream().noneMatch(p -> p.matches(name))) {
      throw new CodecException(
          name + " is not allowed to be cached as an object; add " + line(name));
    }
  }

  /**
   * Accepts a class whose name and kind are allowed.
   *
   * @throws CodecException if either is not
   */
  void check(Class<?> type) {
    check(type.getName());
    @Nullable String denied = DeniedTypes.reason(type);
    if (denied != null) {
      throw new CodecException(type.getName() + " cannot be cached: " + denied);
    }
  }

  private String line(String name) {
    int dot = name.lastIndexOf('.');
    String pattern = dot < 0 ? name : name.substring(0, dot) + ".**";
    return Stream.concat(patterns.stream().map(AllowPattern::text), Stream.of(pattern))
        .collect(Collectors.joining(",", KryoCodec.ALLOW + "=", ""));
  }

  private static boolean isNamePart(int c) {
    return c == '.' || (Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }
}
