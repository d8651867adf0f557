// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names, and beginnings of names, of what has no influence on pages. Immutable, so thread-safe. */
public final class NamePatterns {
  private final Set<String> names;
  private final List<String> prefixes;

  private NamePatterns(Set<String> names, List<String> prefixes) {
    this.names = names;
    this.prefixes = prefixes;
  }

  /**
   * Returns the names that match one of the patterns: a name such as {@code gclid}, or the
   * beginning of names such as {@code utm_*}. Case-sensitive.
   *
   * @throws IllegalArgumentException if a pattern is empty or has a star elsewhere than at its end
   */
  public static NamePatterns of(Collection<String> patterns) {
    Set<String> names = new HashSet<>();
    List<String> prefixes = new ArrayList<>();
    for (String pattern : patterns) {
      int star = pattern.indexOf('*');
      if (pattern.isEmpty() || (star >= 0 && star < pattern.length() - 1)) {
        throw new IllegalArgumentException(
            "name pattern is '" + pattern + "', allowed is a name or its beginning and a *");
      }
      if (star < 0) {
        names.add(pattern);
      } else {
        prefixes.add(pattern.substring(0, star));
      }
    }
    return new NamePatterns(Set.copyOf(names), List.copyOf(prefixes));
  }

  /** Returns whether no name matches. */
  boolean isEmpty() {
    return names.isEmpty() && prefixes.isEmpty();
  }

  /** Returns whether a name, not encoded, matches one of the patterns. */
  public boolean matches(String name) {
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
