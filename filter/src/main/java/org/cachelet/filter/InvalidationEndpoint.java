// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.cachelet.cache.Caches;
import org.cachelet.cache.CalmLog;
import org.cachelet.cache.Delivery;
import org.cachelet.cache.Settings;
import org.cachelet.filter.http.PageUri;

/**
 * Invalidates over HTTP, for those who know the token. Whoever does not learns nothing but that.
 * Thread-safe.
 */
final class InvalidationEndpoint {
  private static final System.Logger LOG = System.getLogger(InvalidationEndpoint.class.getName());
  private static final Duration WARNING_PAUSE = Duration.ofSeconds(10);

  private final Caches caches;
  private final String path;
  private final BearerToken token;
  private final CalmLog warnings;

  private InvalidationEndpoint(Caches caches, String path, String token) {
    this.caches = caches;
    this.path = path;
    this.token = new BearerToken(token);
    this.warnings = new CalmLog(LOG, caches.time(), WARNING_PAUSE);
  }

  /** Returns the endpoint of an application, if its settings ask for one. */
  static Optional<InvalidationEndpoint> of(Caches caches, Settings settings) {
    return settings
        .find(InvalidationSettings.PATH)
        .flatMap(
            path ->
                settings
                    .find(InvalidationSettings.TOKEN)
                    .map(token -> new InvalidationEndpoint(caches, path, token)));
  }

  /** Returns whether a request is for this endpoint, so that nobody else may answer it. */
  boolean isFor(HttpServletRequest request) {
    String uri = request.getRequestURI();
    int context = request.getContextPath().length();
    return uri.length() == context + path.length() && uri.startsWith(path, context);
  }

  /** Invalidates as the request says, and answers. */
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (!token.isKnownBy(request)) {
      refuse(request, response);
    } else if (!request.getMethod().equals("POST")) {
      response.setHeader("Allow", "POST");
      error(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "the method is POST");
    } else {
      invalidate(request, response);
    }
  }

  /** Asks for the token before anything else is looked at (RFC 6750 section 3). */
  private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    boolean tried = BearerToken.isShownBy(request);
    if (tried) {
      warnings.warn("token", "an invalidation over HTTP was refused: its token is wrong");
    }
    response.setHeader(
        "WWW-Authenticate",
        "Bearer realm=\"cachelet\"" + (tried ? ", error=\"invalid_token\"" : ""));
    error(request, response, HttpServletResponse.SC_UNAUTHORIZED, "the token is missing or wrong");
  }

  private void invalidate(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    InvalidationForm form;
    try {
      form = InvalidationForm.of(request);
    } catch (IllegalArgumentException e) {
      error(request, response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(e.getMessage()));
      return;
    }
    if (invalidate(form, PageRequest.uri(request)) == Delivery.DELIVERED) {
      write(response, HttpServletResponse.SC_OK, "delivery", "delivered");
    } else {
      write(response, HttpServletResponse.SC_ACCEPTED, "delivery", "pending");
    }
  }

  private Delivery invalidate(InvalidationForm form, PageUri here) {
    if (form.everything()) {
      return caches.clear();
    }
    Set<String> tags = new HashSet<>(form.tags());
    form.paths().forEach(named -> tags.add(here.inApplication(named).pathTag()));
    return caches.invalidateTags(form.depth(), tags);
  }

  /** Answers with a sentence; as the body may be unread, the connection is not used again. */
  private static void error(
      HttpServletRequest request, HttpServletResponse response, int status, String sentence)
      throws IOException {
    if (request.getProtocol().startsWith("HTTP/1.")) {
      response.setHeader("Connection", "close");
    }
    write(response, status, "error", sentence);
  }

  /** Writes an object of one member, whose value needs no escaping. */
  private static void write(HttpServletResponse response, int status, String name, String value)
      throws IOException {
    String json = "{\"" + name + "\":\"" + value + "\"}\n";
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(json.length());
    response.getOutputStream().print(json); // ASCII
  }
}
