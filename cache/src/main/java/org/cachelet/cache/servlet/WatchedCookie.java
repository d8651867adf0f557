// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.http.Cookie;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A cookie of a request, whose value is reported when it is read. It has no attributes, since a
 * request carries none (RFC 6265 section 4.2.2).
 */
final class WatchedCookie extends Cookie {
  @Serial private static final long serialVersionUID = 1L;

  /** The cookie, which may keep a record of its own; null when its value was taken over. */
  private transient @Nullable Cookie cookie;

  WatchedCookie(Cookie cookie) {
    super(cookie.getName(), "");
    this.cookie = cookie;
  }

  @Override
  public String getValue() {
    Watch.report("cookie", getName());
    return cookie == null ? super.getValue() : cookie.getValue();
  }

  @Override
  public void setValue(String value) {
    super.setValue(value);
    cookie = null;
  }

  @Override
  public String toString() {
    takeOver();
    return super.toString();
  }

  @Override
  public int hashCode() {
    takeOver();
    return super.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    takeOver();
    if (other instanceof WatchedCookie watched) {
      watched.takeOver();
    }
    return super.equals(other);
  }

  private void takeOver() {
    setValue(getValue());
  }

  @Serial
  private Object writeReplace() {
    return new Cookie(getName(), getValue());
  }
}
