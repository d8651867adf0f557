// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The query parameters that the application asked for by their names while it made a page. What it
 * asks for after it was told all names may be a name that the client made up. Thread-safe.
 */
final class ParameterNames {
  private static final int MOST = 200;
  private static final int LONGEST = 100;

  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private volatile boolean told;

  /** Notes that the application asked for a parameter. */
  void ask(String name, Predicate<String> sent) {
    boolean own = !told || !sent.test(name);
    if (own && name.length() <= LONGEST && asked.size() < MOST) {
      asked.add(name);
    }
  }

  /** Notes that the application was told the names that the client sent. */
  void tell() {
    told = true;
  }

  /** Returns the names that the application knew by itself. */
  Set<String> asked() {
    return asked;
  }
}
