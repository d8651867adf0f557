// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The validators that an application gave a stored response itself, by which it can be asked
 * whether the response still holds (RFC 9111 section 4.3).
 *
 * @param entityTag its ETag; null if it gave none
 * @param lastModified its Last-Modified, a whole second; null if it gave none
 */
public record OwnValidators(@Nullable EntityTag entityTag, @Nullable Instant lastModified) {
  /** No validators. */
  public static final OwnValidators NONE = new OwnValidators(null, null);

  /** Returns those in the fields of a response, which must be as the application set them. */
  public static OwnValidators of(HttpFields fields, Instant now) {
    return new OwnValidators(
        entityTag(fields).orElse(null), lastModified(fields, now).orElse(null));
  }

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return entityTag == null && lastModified == null;
  }

  /** Returns the fields of the request, by name in lower case (RFC 9111 section 4.3.1). */
  public Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    if (entityTag != null) {
      conditions.put("if-none-match", entityTag.text());
    }
    if (lastModified != null) {
      conditions.put("if-modified-since", HttpDate.format(lastModified));
    }
    return conditions;
  }

  /**
   * Returns whether a 304 is about the stored response (RFC 9111 section 4.3.4). Without any
   * validator it is: it can only mean the one that it was asked for.
   *
   * @param fields the fields of the 304
   */
  public boolean areConfirmedBy(HttpFields fields, Instant now) {
    Optional<EntityTag> confirmed = entityTag(fields);
    if (confirmed.isPresent() && entityTag != null) {
      return confirmed.get().isWeak()
          ? entityTag.matchesWeakly(confirmed.get())
          : entityTag.matchesStrongly(confirmed.get());
    }
    Optional<Instant> date = lastModified(fields, now);
    return date.isEmpty() || lastModified == null || date.get().equals(lastModified);
  }

  private static Optional<EntityTag> entityTag(HttpFields fields) {
    return fields.first("ETag").flatMap(EntityTag::parse);
  }

  private static Optional<Instant> lastModified(HttpFields fields, Instant now) {
    return fields.first("Last-Modified").flatMap(value -> HttpDate.parse(value.strip(), now));
  }
}
