// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Set;

/** What the definitions of status codes say to caches. */
final class StatusRules {
  /** RFC 9110 section 15.1 without 206, and RFC 7725 section 3. */
  private static final Set<Integer> HEURISTICALLY_CACHEABLE =
      Set.of(200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 451, 501);

  /** RFC 6585 sections 3 to 6: each speaks of one client or of one network. */
  private static final Set<Integer> NEVER_STORED = Set.of(428, 429, 431, 511);

  /** Codes within the range of those that RFC 9110 defines that it leaves without a meaning. */
  private static final Set<Integer> UNUSED = Set.of(306, 418, 419, 420, 423, 424, 425);

  private StatusRules() {}

  /** Returns whether a cache may choose the lifetime (RFC 9111 section 4.2.2). */
  static boolean isHeuristicallyCacheable(int status) {
    return HEURISTICALLY_CACHEABLE.contains(status);
  }

  /** Returns whether no cache may store it, whatever the response says. */
  static boolean isNeverStored(int status) {
    return NEVER_STORED.contains(status);
  }

  /** Returns whether this cache knows what the status means (RFC 9111 section 5.2.2.3). */
  static boolean isUnderstood(int status) {
    boolean defined =
        (status >= 200 && status <= 205)
            || (status >= 300 && status <= 308)
            || (status >= 400 && status <= 426)
            || (status >= 500 && status <= 505)
            || status == 451;
    return defined && status != 304 && !UNUSED.contains(status);
  }
}
