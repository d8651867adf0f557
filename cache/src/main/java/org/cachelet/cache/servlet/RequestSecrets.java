// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one visitor has that no other one may see: it must not be in cached content. Looking for it
 * does not count as reading it. Used by one request.
 */
public final class RequestSecrets {
  private static final int SHORTEST = 8;

  private final HttpServletRequest request;
  private final HoleValues values;
  private boolean csrfWasRead;

  /** Takes the request as the code around the content sees it. */
  public RequestSecrets(HttpServletRequest request) {
    this.request = innermost(request);
    this.values = HoleValues.of(request.getServletContext());
  }

  /** Returns what of it is in a text, as a sentence; empty if nothing. */
  public Optional<String> foundIn(String text) {
    if (isIn(text, sessionId())) {
      return Optional.of("the id of the session is in it");
    }
    boolean known = csrfWasRead || values.csrfHolder(request) instanceof CharSequence;
    return known && isIn(text, csrf())
        ? Optional.of("the CSRF token is in it, for which there are holes")
        : Optional.empty();
  }

  /**
   * Notes that an attribute was read. Before that, a token that is made when it is first asked for
   * is not asked, since that may begin a session.
   */
  public void read(String attribute) {
    csrfWasRead |= attribute.equals(values.csrfAttribute());
  }

  /** Returns whether a text, made for this visitor, is the token against forged requests. */
  public boolean isCsrf(String text) {
    csrfWasRead = true;
    return text.equals(csrf());
  }

  /** Returns the id of the visitor's session; null if there is none. */
  public @Nullable String sessionId() {
    HttpSession session = request.getSession(false);
    return session == null ? null : session.getId();
  }

  private @Nullable String csrf() {
    return values.value(HoleValues.CSRF, request);
  }

  private static boolean isIn(String text, @Nullable String secret) {
    return secret != null && secret.length() >= SHORTEST && text.contains(secret);
  }

  /** Looks past wrappers, for which a look at attributes would count as reading them. */
  static HttpServletRequest innermost(HttpServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner instanceof HttpServletRequest http ? http : request;
  }
}
