// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides by name, before anything is loaded, which classes of the application may be made. Safe
 * for use by several threads.
 */
public final class AllowList {
  private final List<AllowPattern> patterns;
  private final ClassLoader loader;
  private final String setting;
  private final List<String> set;

  /**
   * Allows what these patterns name.
   *
   * @throws IllegalArgumentException if a pattern is malformed, too broad or names denied types
   */
  public AllowList(Collection<String> patterns, ClassLoader loader) {
    this(
        patterns.stream().map(AllowPattern::new).toList(),
        loader,
        KryoCodec.ALLOW,
        List.copyOf(patterns));
  }

  private AllowList(
      List<AllowPattern> patterns, ClassLoader loader, String setting, List<String> set) {
    this.patterns = patterns;
    this.loader = loader;
    this.setting = setting;
    this.set = set;
  }

  /**
   * Returns a list that allows the same, and advises to add to another setting.
   *
   * @param setting the key of the setting
   * @param set the patterns that it has now
   */
  public AllowList advising(String setting, Collection<String> set) {
    return new AllowList(patterns, loader, setting, List.copyOf(set));
  }

  /** Returns why no list can have this pattern, or null if one can. */
  public static @Nullable String refusal(String pattern) {
    return AllowPattern.refusal(pattern);
  }

  /**
   * Returns the class of this name, not initialised.
   *
   * @throws CodecException if it is not allowed, or not there
   */
  public Class<?> load(String name) {
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
      throw refused(CodecException.printable(name), denied, DeniedTypes.isJdk(name));
    }
    if (!name.chars().allMatch(AllowList::isNamePart)) {
      throw new CodecException(CodecException.printable(name) + " is not the name of a class");
    }
    if (patterns.stream().noneMatch(p -> p.matches(name))) {
      throw new CodecException(
          name + " is not allowed to be stored as an object; add " + line(name));
    }
  }

  /**
   * Accepts a class whose name and kind are allowed.
   *
   * @throws CodecException if either is not
   */
  void check(Class<?> type) {
    if (Proxy.isProxyClass(type)) {
      throw refused(type.getName(), "it is a generated proxy", true);
    }
    check(type.getName());
    @Nullable String denied = DeniedTypes.reason(type);
    if (denied != null) {
      throw refused(type.getName(), denied, DeniedTypes.isForJavaSerialisation(type));
    }
  }

  /**
   * Accepts a class whose objects Java serialisation may write and read.
   *
   * @throws CodecException if its name or its kind is not allowed
   */
  public void checkSerialised(Class<?> type) {
    check(type.getName());
    @Nullable String denied = DeniedTypes.reasonForSerialised(type);
    if (denied != null) {
      throw refused(type.getName(), denied, false);
    }
  }

  /**
   * Accepts a class whose objects answer for proxies that Java serialisation may write and read.
   *
   * @throws CodecException if its name is not allowed, or it answers for none
   */
  public void checkHandler(Class<?> type) {
    check(type.getName());
    if (!InvocationHandler.class.isAssignableFrom(type) || type.isHidden()) {
      throw refused(type.getName(), "it does not answer for proxies", false);
    }
  }

  private static CodecException refused(String name, String reason, boolean forJavaSerialisation) {
    String message = name + " cannot be stored: " + reason;
    return forJavaSerialisation
        ? CodecException.forJavaSerialisation(message)
        : new CodecException(message);
  }

  private String line(String name) {
    int dot = name.lastIndexOf('.');
    String pattern = dot < 0 ? name : name.substring(0, dot) + ".**";
    return Stream.concat(set.stream(), Stream.of(pattern))
        .collect(Collectors.joining(",", setting + "=", ""));
  }

  private static boolean isNamePart(int c) {
    return c == '.' || (Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }
}
