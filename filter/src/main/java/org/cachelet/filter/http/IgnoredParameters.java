// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The query parameters that belong to no key and are hidden from the application. Immutable, hence
 * thread-safe.
 */
public final class IgnoredParameters {
  private final Set<String> names;
  private final List<String> prefixes;

  private IgnoredParameters(Set<String> names, List<String> prefixes) {
    this.names = names;
    this.prefixes = prefixes;
  }

  /**
   * Returns the parameters that match one of the patterns: a name such as {@code gclid}, or the
   * beginning of names such as {@code utm_*}. Case-sensitive.
   *
   * @throws IllegalArgumentException if a pattern is empty or has a star elsewhere than at its end
   */
  public static IgnoredParameters of(Collection<String> patterns) {
    Set<String> names = new HashSet<>();
    List<String> prefixes = new ArrayList<>();
    for (String pattern : patterns) {
      int star = pattern.indexOf('*');
      if (pattern.isEmpty() || (star >= 0 && star < pattern.length() - 1)) {
        throw new IllegalArgumentException(
            "ignored parameter is '" + pattern + "', allowed is a name or its beginning and a *");
      }
      if (star < 0) {
        names.add(pattern);
      } else {
        prefixes.add(pattern.substring(0, star));
      }
    }
    return new IgnoredParameters(Set.copyOf(names), List.copyOf(prefixes));
  }

  /**
   * Returns whether a parameter is ignored.
   *
   * @param name the decoded name
   */
  public boolean isIgnored(String name) {
    if (names.contains(name)) {
      return true;
    }
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
