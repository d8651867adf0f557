// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The response statuses that may be stored.
 *
 * @param codes the status codes, with 200; empty if all final ones are
 */
public record CacheableStatuses(Set<Integer> codes) {
  /** What is never the answer to a whole request: parts, refreshments, changes of protocol. */
  private static final Set<Integer> NEVER = Set.of(206, 304);

  /** 200 alone. */
  public static final CacheableStatuses OK = new CacheableStatuses(Set.of(200));

  /** All final statuses but 206 and 304, which are stored as what they are parts of. */
  public static final CacheableStatuses ANY = new CacheableStatuses(Set.of());

  /**
   * Checks the codes and adds 200, unless there is none.
   *
   * @throws IllegalArgumentException if one is 206, 304, or not in the range from 200 to 599
   */
  public CacheableStatuses {
    Set<Integer> sorted = new TreeSet<>(codes);
    for (int code : sorted) {
      if (!isStorable(code)) {
        throw new IllegalArgumentException(
            "status to store is " + code + ", allowed are 200 to 599 without 206 and 304");
      }
    }
    if (!sorted.isEmpty()) {
      sorted.add(200);
    }
    codes = Collections.unmodifiableSet(sorted);
  }

  /**
   * Returns the statuses that a text names.
   *
   * @param text codes separated by commas, or {@code any}
   * @throws IllegalArgumentException if it is neither, or a code is not allowed
   */
  public static CacheableStatuses parse(String text) {
    if (text.equals("any")) {
      return ANY;
    }
    Set<Integer> codes = new TreeSet<>();
    for (String code : text.split(",", -1)) {
      codes.add(Integer.valueOf(code.strip()));
    }
    return new CacheableStatuses(codes);
  }

  /** Returns whether a response with this status may be stored. */
  boolean contains(int status) {
    return codes.isEmpty() ? isStorable(status) : codes.contains(status);
  }

  /** Returns whether this status is listed, other than being one of any. */
  boolean names(int status) {
    return codes.contains(status);
  }

  private static boolean isStorable(int status) {
    return status >= 200 && status <= 599 && !NEVER.contains(status);
  }

  /** Returns the codes as a reader expects them in a sentence: {@code 200, 404}. */
  @Override
  public String toString() {
    String list = codes.toString();
    return codes.isEmpty() ? "any" : list.substring(1, list.length() - 1);
  }
}
