// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a stored response can be validated by (RFC 9110 section 8.8). Taken from it once, when it is
 * stored.
 *
 * @param status its status; preconditions apply to 200 only (RFC 9111 section 4.3.2)
 * @param entityTag its entity tag, null if it has no valid one
 * @param lastModified its modification date as a whole second
 */
public record Validators(int status, @Nullable EntityTag entityTag, Instant lastModified) {
  /**
   * Returns the validators of a response. Without a valid Last-Modified its Date counts as one, and
   * without that the time it was received (RFC 9111 section 4.3.2).
   */
  public static Validators of(ResponseFacts response) {
    HttpFields fields = response.fields();
    Instant received = response.received();
    Instant lastModified =
        date(fields, "Last-Modified", received)
            .or(() -> date(fields, "Date", received))
            .orElse(received);
    EntityTag entityTag = fields.first("ETag").flatMap(EntityTag::parse).orElse(null);
    return new Validators(
        response.status(), entityTag, Instant.ofEpochSecond(lastModified.getEpochSecond()));
  }

  private static Optional<Instant> date(HttpFields fields, String name, Instant now) {
    return fields.first(name).flatMap(value -> HttpDate.parse(value, now));
  }
}
