// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The preconditions of a request that a cache evaluates (RFC 9111 section 4.3.2).
 *
 * @param ifNoneMatch the If-None-Match field, several lines joined by commas; null if absent
 * @param ifModifiedSince the If-Modified-Since field, null if absent
 */
public record Conditions(@Nullable String ifNoneMatch, @Nullable String ifModifiedSince) {
  /** What to answer with. */
  public enum Outcome {
    /** The whole stored response. */
    FULL,
    /** A 304: the client has it already. */
    NOT_MODIFIED
  }

  /**
   * Returns what a request with these preconditions is answered with. If-None-Match goes before
   * If-Modified-Since (RFC 9110 section 13.2.2); what cannot be read does not count.
   *
   * @param method the method of the request; others than GET and HEAD get everything
   * @param now decides the century of dates with two-digit years
   */
  public Outcome evaluate(String method, Validators stored, Instant now) {
    boolean applies = stored.status() == 200 && (method.equals("GET") || method.equals("HEAD"));
    boolean notModified =
        applies
            && (ifNoneMatch == null
                ? ifModifiedSince != null && !isModified(ifModifiedSince, stored, now)
                : matches(ifNoneMatch, stored.entityTag()));
    return notModified ? Outcome.NOT_MODIFIED : Outcome.FULL;
  }

  private static boolean matches(String ifNoneMatch, @Nullable EntityTag stored) {
    if (ifNoneMatch.strip().equals("*")) { // RFC 9110 section 13.1.2: any current representation
      return true;
    }
    if (stored == null) {
      return false;
    }
    return ifNoneMatch.equals(stored.text()) // what browsers send: spares the parsing
        || EntityTag.parseList(ifNoneMatch).stream().anyMatch(stored::matchesWeakly);
  }

  private static boolean isModified(String ifModifiedSince, Validators stored, Instant now) {
    return HttpDate.parse(ifModifiedSince.strip(), now)
        .map(since -> stored.lastModified().isAfter(since))
        .orElse(true); // RFC 9110 section 13.1.3: an invalid date is ignored
  }
}
