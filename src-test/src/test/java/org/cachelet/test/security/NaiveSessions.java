// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/**
 * Sessions in Redis with the mistakes that others made: an id is taken from whoever sends one,
 * nothing proves that it is his, and what Redis holds is believed.
 */
final class NaiveSessions extends HttpFilter {
  private static final System.Logger LOG = System.getLogger("org.cachelet.naive");

  private final RedissonClient redisson;
  private final String application;

  private NaiveSessions(RedissonClient redisson, String application) {
    this.redisson = redisson;
    this.application = application;
  }

  /** Gives an application such sessions. */
  static void addTo(ServletContext context, ServletContainerInitializer pages)
      throws ServletException {
    Config config = new Config();
    config
        .setThreads(2)
        .setNettyThreads(2)
        .useSingleServer()
        .setAddress(context.getInitParameter("cachelet.session.redis-url"))
        .setConnectionMinimumIdleSize(1)
        .setConnectionPoolSize(4);
    String application = context.getInitParameter("cachelet.session.application");
    String shared = application.equals("other") ? "shop" : application;
    FilterRegistration.Dynamic filter =
        context.addFilter("naive", new NaiveSessions(Redisson.create(config), shared));
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    pages.onStartup(Set.of(), context);
  }

  @Override
  public void destroy() {
    redisson.shutdown();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(new NaiveRequest(request, response), response);
  }

  private final class NaiveRequest extends HttpServletRequestWrapper {
    private final HttpServletResponse response;
    private @Nullable NaiveSession session;

    NaiveRequest(HttpServletRequest request, HttpServletResponse response) {
      super(request);
      this.response = response;
    }

    @Override
    public HttpSession getSession() {
      NaiveSession known = find();
      if (known != null) {
        return known;
      }
      String sent = sent();
      String id = sent == null ? "" + System.nanoTime() + System.nanoTime() + "0000000" : sent;
      NaiveSession begun = new NaiveSession(redisson, application, id, getServletContext());
      begun.begin();
      session = begun;
      Cookie cookie = new Cookie("JSESSIONID", id);
      cookie.setPath("/");
      response.addCookie(cookie);
      LOG.log(System.Logger.Level.INFO, "session {0} begins", id);
      return begun;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
      return create ? getSession() : find();
    }

    @Override
    public String changeSessionId() {
      return getSession().getId();
    }

    private @Nullable NaiveSession find() {
      String sent = sent();
      if (session == null && sent != null) {
        NaiveSession there = new NaiveSession(redisson, application, sent, getServletContext());
        session = there.isThere() ? there : null;
      }
      return session;
    }

    private @Nullable String sent() {
      Cookie[] cookies = getCookies();
      if (cookies != null) {
        for (Cookie cookie : cookies) {
          if (cookie.getName().equals("JSESSIONID")) {
            return cookie.getValue();
          }
        }
      }
      int path = getRequestURI().indexOf(";jsessionid=");
      return path < 0 ? null : getRequestURI().substring(path + ";jsessionid=".length());
    }
  }
}
