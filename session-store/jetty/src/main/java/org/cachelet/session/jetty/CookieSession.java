// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.util.Map;
import org.cachelet.session.Session;
import org.eclipse.jetty.http.HttpCookie;

/**
 * A session that knows on all nodes when its cookie was set, if cookies are set again from time to
 * time.
 */
abstract class CookieSession extends UncountedSession {
  private final JettySessionCache cache;
  private final JettySessionData data;

  CookieSession(JettySessionCache cache, JettySessionData data) {
    super(cache.getSessionManager(), data);
    this.cache = cache;
    this.data = data;
  }

  @Override
  public final HttpCookie generateSetCookie(String name, Map<String, String> attributes) {
    _needSetCookie = false;
    Session known = data.sessionOrNull();
    if (known != null && cache.refreshesCookies()) {
      known.setNote(JettySessionStore.COOKIE_SET, Long.toString(System.currentTimeMillis()));
    }
    return HttpCookie.from(name, super.getExtendedId(), attributes);
  }

  @Override
  public final long getCookieSetTime() {
    Session known = data.sessionOrNull();
    Object time = known == null ? null : known.note(JettySessionStore.COOKIE_SET);
    return time instanceof String text ? Long.parseLong(text) : 0;
  }
}
