// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Duration;
import java.util.OptionalLong;

/** The Age field of a response (RFC 9111 section 5.1). */
public final class Age {
  private Age() {}

  /**
   * Returns the age that a response had when it came. Of several values the first counts; what is
   * not a number counts as zero.
   *
   * <p>The Date field does not count, other than in RFC 9111 section 4.2.3: the container around us
   * sets it, with a precision of seconds and before the page is made, and an application that hands
   * on an older response hands on its Age too.
   */
  public static Duration initial(HttpFields fields) {
    return fields.members("Age").stream()
        .findFirst()
        .map(CacheControl::deltaSeconds)
        .filter(OptionalLong::isPresent)
        .map(seconds -> Duration.ofSeconds(seconds.getAsLong()))
        .orElse(Duration.ZERO);
  }
}
