// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The age of a response when it came (RFC 9111 sections 4.2.3 and 5.1). */
public final class Age {
  private static final String[] TEXTS = new String[1 << 12]; // of most ages; made when needed

  private Age() {}

  /**
   * Returns the greater of the age that a response says it has and the time since its Date. Of
   * several values of Age the first counts; what is not a number counts as zero, and so does a Date
   * that is invalid or ahead of us.
   *
   * <p>Only a Date counts that the application set. That of the container around us, which is made
   * before the page is, is not among its fields.
   */
  public static Duration initial(ResponseFacts response) {
    Duration said = said(response.fields()).orElse(Duration.ZERO);
    Duration apparent = apparent(response);
    return apparent.compareTo(said) > 0 ? apparent : said;
  }

  /**
   * Returns the fields with the Age that the response has once it is complete: what it says counts
   * from when it was asked for (RFC 9111 section 4.2.3).
   *
   * @param delay the time from the request to the complete response
   */
  public static HttpFields corrected(HttpFields fields, Duration delay) {
    if (delay.toSeconds() == 0) {
      return fields;
    }
    return said(fields)
        .map(age -> age.plus(delay).toSeconds())
        .map(age -> fields.without("Age").with("Age", Long.toString(age)))
        .orElse(fields);
  }

  /** Returns a number of seconds as a field has it. */
  public static String text(long seconds) {
    if (seconds < 0 || seconds >= TEXTS.length) {
      return Long.toString(seconds);
    }
    String known = TEXTS[(int) seconds];
    return known != null ? known : newText((int) seconds);
  }

  private static String newText(int seconds) {
    String text = Integer.toString(seconds);
    TEXTS[seconds] = text; // whoever comes first; all are the same
    return text;
  }

  /** Returns the time when the response was made: its Date, else when it was received. */
  static Instant date(ResponseFacts response) {
    Instant received = response.received();
    Optional<String> date = response.fields().first("Date");
    return date.flatMap(d -> HttpDate.parse(d.strip(), received)).orElse(received);
  }

  private static Optional<Duration> said(HttpFields fields) {
    return fields.members("Age").stream()
        .findFirst()
        .map(CacheControl::deltaSeconds)
        .filter(OptionalLong::isPresent)
        .map(seconds -> Duration.ofSeconds(seconds.getAsLong()));
  }

  private static Duration apparent(ResponseFacts response) {
    Duration since = Duration.between(date(response), response.received());
    return since.isNegative() ? Duration.ZERO : Duration.ofSeconds(since.toSeconds());
  }
}
