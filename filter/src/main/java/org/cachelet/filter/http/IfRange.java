// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The If-Range field (RFC 9110 section 13.1.5), by which a client goes on with what it has. */
public final class IfRange {
  /** A date that much older than its response is one that no later change can have, too. */
  private static final Duration STRONG = Duration.ofSeconds(60);

  private IfRange() {}

  /**
   * Returns whether the client has a part of the very bytes of a response. An entity tag must be
   * the same and strong. A date must be the same as Last-Modified, and strong (RFC 9110 section
   * 8.8.2.2): so much older than Date that the response cannot have changed again within the same
   * second, even by another clock.
   *
   * @param now decides the century of dates with two-digit years
   */
  public static boolean matches(String ifRange, HttpFields fields, Instant now) {
    String value = ifRange.strip();
    if (value.startsWith("\"") || value.startsWith("W/")) {
      return EntityTag.parse(value)
          .flatMap(tag -> fields.first("ETag").flatMap(EntityTag::parse).map(tag::matchesStrongly))
          .orElse(false);
    }
    Optional<Instant> modified = date(fields, "Last-Modified", now);
    Optional<Instant> date = date(fields, "Date", now);
    return modified.isPresent()
        && HttpDate.parse(value, now).equals(modified)
        && date.isPresent()
        && !modified.get().plus(STRONG).isAfter(date.get());
  }

  /** Returns whether the field holds an entity tag, which tells codings apart, unlike a date. */
  public static boolean isEntityTag(String ifRange) {
    return EntityTag.parse(ifRange).isPresent();
  }

  private static Optional<Instant> date(HttpFields fields, String name, Instant now) {
    return fields.first(name).flatMap(value -> HttpDate.parse(value.strip(), now));
  }
}
