// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.Cookie;
import java.io.Serial;

/**
 * A cookie of a request, which reports that its value was read. It has no attributes, since a
 * request carries none (RFC 6265 section 4.2.2).
 */
final class RecordingCookie extends Cookie {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Ledger ledger;

  RecordingCookie(Cookie cookie, Ledger ledger) {
    super(cookie.getName(), cookie.getValue());
    this.ledger = ledger;
  }

  @Override
  public String getValue() {
    report();
    return super.getValue();
  }

  @Override
  public String toString() {
    report();
    return super.toString();
  }

  @Override
  public int hashCode() {
    report();
    return super.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    report();
    return super.equals(other);
  }

  private void report() {
    ledger.read(InputKind.COOKIE.input(getName()));
  }

  @Serial
  private Object writeReplace() {
    return new Cookie(getName(), getValue());
  }
}
