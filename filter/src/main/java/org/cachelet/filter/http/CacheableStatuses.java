// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The response statuses that may be stored: 200, and what a rule opts in to.
 *
 * @param codes the status codes; at least 200
 */
public record CacheableStatuses(Set<Integer> codes) {
  // 204 and errors were cached as pages elsewhere; 206 and 304 are parts of something else.
  private static final Set<Integer> ALLOWED = Set.of(200, 203, 301, 308, 404, 410);

  /** 200 alone. */
  public static final CacheableStatuses OK = new CacheableStatuses(Set.of(200));

  /**
   * Checks the codes and adds 200.
   *
   * @throws IllegalArgumentException if one is not 200, 203, 301, 308, 404 or 410
   */
  public CacheableStatuses {
    Set<Integer> sorted = new TreeSet<>(codes);
    sorted.add(200);
    for (int code : sorted) {
      if (!ALLOWED.contains(code)) {
        throw new IllegalArgumentException(
            "status to store is " + code + ", allowed are " + new TreeSet<>(ALLOWED));
      }
    }
    codes = Collections.unmodifiableSet(sorted);
  }

  /** Returns whether a response with this status may be stored. */
  boolean contains(int status) {
    return codes.contains(status);
  }

  /** Returns the codes as a reader expects them in a sentence: {@code 200, 404}. */
  @Override
  public String toString() {
    String list = codes.toString();
    return list.substring(1, list.length() - 1);
  }
}
