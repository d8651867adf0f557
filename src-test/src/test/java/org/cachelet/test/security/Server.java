// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.cachelet.filter.PageCacheInitializer;

/** A container with the applications of all cases, behind a cache or none. Thread-safe. */
final class Server implements AutoCloseable {
  private final Map<String, AtomicInteger> renderings = new ConcurrentHashMap<>();
  private final Map<String, String> sessions = new ConcurrentHashMap<>();
  private final ContainerKind.Running container;

  private Server(ContainerKind kind, Map<String, String> settings, Cache cache, List<Case> cases)
      throws Exception {
    container = kind.start(settings, (none, context) -> setUp(context, cache, cases));
  }

  /** What stands in front of the applications. */
  enum Cache {
    /** The page cache. */
    CACHELET,
    /** One that makes each mistake. */
    NAIVE,
    /** Nothing. */
    NONE
  }

  /** Starts a container. */
  static Server start(ContainerKind kind, SiteKind site, Cache cache, List<Case> cases)
      throws Exception {
    Map<String, String> settings = new TreeMap<>();
    if (cache == Cache.CACHELET) {
      settings.putAll(site.settings());
      for (Case one : cases) {
        if (one.site() == site && !one.rule().isEmpty()) {
          String rule = "cachelet.page." + one.path().substring(1);
          settings.put(rule + ".path", one.path() + "/**");
          settings.put(rule + ".ttl", "10m");
          one.rule().forEach((key, value) -> settings.put(rule + "." + key, value));
        }
      }
    }
    return new Server(kind, settings, cache, cases);
  }

  /** Starts a container whose cache has these settings. */
  static Server start(ContainerKind kind, Map<String, String> settings, List<Case> cases)
      throws Exception {
    return new Server(kind, settings, Cache.CACHELET, cases);
  }

  private void setUp(ServletContext context, Cache cache, List<Case> cases)
      throws ServletException {
    filter(context, "front", new Front());
    if (cache == Cache.NAIVE) {
      filter(context, "naive", new NaiveCache());
    }
    servlet(context, "login", new LoginServlet(), "/login");
    servlet(context, "rest", new NothingServlet(), "/"); // or Tomcat asks no filter
    for (Case one : cases) {
      servlet(context, one.id(), new CaseServlet(one), one.path() + "/*");
    }
    if (cache == Cache.CACHELET) {
      new PageCacheInitializer().onStartup(Set.of(), context);
    }
  }

  private static void filter(ServletContext context, String name, Filter filter) {
    FilterRegistration.Dynamic registration = context.addFilter(name, filter);
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
  }

  private static void servlet(ServletContext context, String name, Servlet servlet, String path) {
    ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
    registration.setAsyncSupported(true);
    registration.addMapping(path);
  }

  /** Returns the port of 127.0.0.1 that it listens on. */
  int port() {
    return container.port();
  }

  /** Returns how many requests came through to the application of a case. */
  int renderings(Case one) {
    return counter(one).get();
  }

  private AtomicInteger counter(Case one) {
    return renderings.computeIfAbsent(one.id(), id -> new AtomicInteger());
  }

  /** Sends a request over a connection of its own and returns the answer. */
  Answer ask(Message message, String page) throws IOException {
    try (RawConnection connection = new RawConnection(port())) {
      connection.send(filled(message, page).bytes());
      return connection.read(message.method());
    }
  }

  /** Returns a request for a page of a case, with the sessions that users have here. */
  Message filled(Message message, String page) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : message.lines()) {
      lines.add(filled(line));
    }
    return new Message(
        message.method(),
        filled(message.target().replace("{page}", page)),
        message.version(),
        lines,
        message.body());
  }

  private String filled(String text) throws IOException {
    int start = text.indexOf('{');
    if (start < 0) {
      return text;
    }
    int end = text.indexOf('}', start);
    return text.substring(0, start)
        + session(text.substring(start + 1, end))
        + filled(text.substring(end + 1));
  }

  /** Returns the id of the session that a user has here, who logs in for it. */
  String session(String user) throws IOException {
    String known = sessions.get(user);
    if (known == null) {
      Answer login = ask(Message.get().to("/login?user=" + user), "");
      String cookie = login.field("Set-Cookie").orElseThrow();
      known = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
      sessions.put(user, known);
    }
    return known;
  }

  @Override
  public void close() throws Exception {
    container.stop().close();
  }

  /** The application of a case. */
  private final class CaseServlet extends HttpServlet {
    private final Case one;

    CaseServlet(Case one) {
      this.one = one;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      response.setContentType("text/html;charset=UTF-8");
      int serial =
          request.getDispatcherType() == DispatcherType.REQUEST
              ? counter(one).incrementAndGet()
              : counter(one).get();
      one.application().answer(new Call(request, response, serial));
    }
  }

  /** Has nothing. */
  private static final class NothingServlet extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** Begins a session for a user. */
  private static final class LoginServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String user = request.getParameter("user");
      HttpSession session = request.getSession();
      session.setAttribute(Front.USER, user);
      session.setAttribute(Front.CSRF, "token-of-" + user);
      response.getWriter().print("welcome");
    }
  }
}
