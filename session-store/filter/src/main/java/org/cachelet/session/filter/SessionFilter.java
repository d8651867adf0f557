// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.cachelet.cache.Settings;
import org.cachelet.cache.servlet.ServletCaches;
import org.cachelet.session.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * Gives all behind it sessions that are in Redis, in place of those of the container. Thread-safe.
 *
 * <p>With this jar in WEB-INF/lib the filter registers itself, before all declared filters. Declare
 * it in web.xml, as the first one, to give it another place: for all dispatcher types and with
 * {@code async-supported}.
 */
public final class SessionFilter implements Filter {
  private final OtherSessions others = new OtherSessions();
  private @Nullable WebSessions sessions;

  /** Makes the filter, as a container needs it. */
  public SessionFilter() {}

  /**
   * Reads the settings and opens the sessions; waits for Redis for a moment. Does nothing where
   * settings name no Redis.
   *
   * @throws org.cachelet.cache.SettingsException if settings are wrong
   */
  @Override
  public void init(FilterConfig config) {
    Settings settings = ServletCaches.settings(config.getServletContext());
    if (Sessions.areOn(settings)) {
      sessions = WebSessions.open(config.getServletContext(), settings);
    }
  }

  /** Ends the work of this node; sessions stay. */
  @Override
  public void destroy() {
    if (sessions != null) {
      sessions.close();
    }
  }

  /** Lets the request see its session in Redis, and saves it before the response is committed. */
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (sessions == null
        || !(request instanceof HttpServletRequest httpRequest)
        || !(response instanceof HttpServletResponse httpResponse)) {
      chain.doFilter(request, response);
      return;
    }
    SessionExchange exchange = sessions.exchange(httpRequest, httpResponse);
    if (!SessionRequest.isAlready(request, exchange)) {
      others.look(httpRequest);
      exchange.resume(httpResponse);
      SessionResponse saving = new SessionResponse(httpResponse, exchange);
      exchange.passage().run(new SessionRequest(httpRequest, saving, exchange), saving, chain);
    } else if (request.getDispatcherType() == DispatcherType.ASYNC) {
      exchange.passage().run(httpRequest, httpResponse, chain);
    } else {
      chain.doFilter(request, response);
      if (request.getDispatcherType() == DispatcherType.FORWARD && !request.isAsyncStarted()) {
        exchange.commit(); // the container closes the response now
      }
    }
  }
}
