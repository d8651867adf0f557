// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the cache does where RFC 9110 and 9111 leave it open. Immutable, hence thread-safe.
 *
 * @param profile what else is more careful than the RFCs ask for
 * @param statuses the statuses of responses that are stored
 * @param heuristic the share of the time since Last-Modified for which a response is fresh that
 *     does not say so (RFC 9111 section 4.2.2), 0 for none to 1
 * @param heuristicMax the longest of such lifetimes
 * @param targetedFields the fields that replace Cache-Control for this cache (RFC 9213), the first
 *     that is there counts; in lower case
 * @param setCookies what is done with responses that set cookies
 * @param authenticated what is done with requests that have an Authorization field
 * @param rangeMisses what is done with requests for parts of what is not stored
 * @param obeyed the directives of requests that are obeyed; the others are ignored
 * @param keep how long a page that has a validator of its own is kept after it is of no other use,
 *     so that the application can be asked whether it still holds (RFC 9111 section 4.3); zero if
 *     it is never asked
 */
public record HttpPolicy(
    HttpProfile profile,
    CacheableStatuses statuses,
    double heuristic,
    Duration heuristicMax,
    List<String> targetedFields,
    SetCookies setCookies,
    Authenticated authenticated,
    RangeMisses rangeMisses,
    Set<RequestDirective> obeyed,
    Duration keep) {
  /** The policy of {@link HttpProfile#SAFE}. */
  public static final HttpPolicy SAFE =
      new HttpPolicy(
          HttpProfile.SAFE,
          CacheableStatuses.OK,
          0,
          Duration.ofDays(1),
          List.of("cachelet-cache-control"),
          SetCookies.REFUSE,
          Authenticated.BYPASS,
          RangeMisses.WHOLE,
          Set.of(),
          Duration.ofHours(1));

  /** The policy of {@link HttpProfile#RFC}. */
  public static final HttpPolicy RFC =
      new HttpPolicy(
          HttpProfile.RFC,
          CacheableStatuses.ANY,
          0.1,
          Duration.ofDays(1),
          List.of("cachelet-cache-control"),
          SetCookies.REFUSE,
          Authenticated.EXPLICIT,
          RangeMisses.WHOLE,
          EnumSet.allOf(RequestDirective.class),
          Duration.ofHours(1));

  /** What is done with responses that set cookies, which RFC 9111 section 7.3 leaves to us. */
  public enum SetCookies {
    /** They are not stored. */
    REFUSE,
    /** They are stored without the cookies, which only the visitor gets who had it made. */
    STRIP,
    /** They are stored and served with the cookies, if they say themselves for how long. */
    STORE
  }

  /** What is done with requests that have an Authorization field (RFC 9111 section 3.5). */
  public enum Authenticated {
    /** They go past the cache. */
    BYPASS,
    /**
     * They are answered from the cache, and the responses stored that say {@code public}, {@code
     * s-maxage} or {@code must-revalidate}.
     */
    EXPLICIT
  }

  /** What is done with a request for a part of a page that is not stored. */
  public enum RangeMisses {
    /** The application makes the whole page, which is stored, and the part is cut out of it. */
    WHOLE,
    /** The application is asked for the part, and its answer is not stored. */
    FORWARD
  }

  /** Copies the collections. */
  public HttpPolicy {
    targetedFields = List.copyOf(targetedFields);
    obeyed = Set.copyOf(obeyed);
  }

  /** Returns the policy that a profile begins with. */
  public static HttpPolicy of(HttpProfile profile) {
    return profile == HttpProfile.RFC ? RFC : SAFE;
  }
}
