// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.cachelet.cache.servlet.ServletCaches;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.IThrottledTemplateProcessor;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** A web application that draws templates, in a Jetty in this process. */
final class TestSite implements AutoCloseable {
  final WrittenTemplates templates = new WrittenTemplates();
  final Map<String, Object> model = new ConcurrentHashMap<>();
  final Counter count = new Counter();
  final Caches caches;
  private final AtomicLong now =
      new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
  private final TemplateEngine engine;
  private final Variables variables;
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final ServletContextHandler context =
      new ServletContextHandler(ServletContextHandler.SESSIONS);

  /** Starts a site that has its caches for itself, and a time of its own. */
  TestSite(TemplateEngine engine, Variables variables) throws Exception {
    this(
        engine,
        variables,
        Caches.builder().options(name -> CacheOptions.DEFAULT.withJitter(0).withEarlyRenewal(0)));
  }

  /** Starts a site with these caches and a time of its own. */
  TestSite(TemplateEngine engine, Variables variables, Caches.Builder builder) throws Exception {
    this.engine = engine;
    this.variables = variables;
    InstantSource time = () -> Instant.ofEpochMilli(now.get());
    caches = builder.withoutJmx().time(time).build();
    engine.setTemplateResolver(templates);
    model.put("count", count);
    context.addServlet(new ServletHolder(new Pages()), "/page/*");
    context.addServlet(new ServletHolder(new Visitors()), "/visit");
    context.addServlet(new ServletHolder(new Leaving()), "/leave");
    context.addServlet(new ServletHolder(new Baskets()), "/basket");
    context.addServlet(new ServletHolder(new Mini()), "/mini");
    context.addServlet(new ServletHolder(new Mini()), "/cart/mini");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
    ServletCaches.use(context.getServletContext(), caches);
  }

  ServletContext servletContext() {
    return context.getServletContext();
  }

  TemplateEngine engine() {
    return engine;
  }

  void pass(Duration time) {
    now.addAndGet(time.toMillis());
  }

  /** A visitor with cookies. */
  Visitor visitor() {
    return new Visitor();
  }

  /** Returns the page that a template gives. */
  String page(String template, String... headers) {
    return visitor().page(template, headers);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    caches.close();
  }

  /** Adds variables to a model. */
  interface Variables {
    void add(
        Map<String, Object> variables, HttpServletRequest request, HttpServletResponse response);
  }

  /** Counts how often it was asked. */
  public static final class Counter {
    private final AtomicLong value = new AtomicLong();

    /** Returns the next number. */
    public long next() {
      return value.incrementAndGet();
    }

    long value() {
      return value.get();
    }
  }

  final class Visitor {
    private final HttpClient client =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    String page(String template, String... headers) {
      HttpResponse<String> response = get("/page/" + template, headers);
      if (response.statusCode() != 200) {
        throw new AssertionError(response.body());
      }
      return response.body();
    }

    HttpResponse<String> get(String path, String... headers) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + connector.getLocalPort() + path));
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
      try {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Draws the template that the path names. */
  private final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/html;charset=UTF-8");
      String user = request.getHeader("X-User");
      HttpServletRequest known =
          user == null ? request : new Named(request, user, request.getHeader("X-Role"));
      request.setAttribute("nonce", request.getHeader("X-Nonce"));
      WebContext page =
          new WebContext(
              JakartaServletWebApplication.buildApplication(getServletContext())
                  .buildExchange(known, response),
              request.getLocale(),
              model);
      Map<String, Object> more = new HashMap<>();
      variables.add(more, known, response);
      page.setVariables(more);
      page.setVariable("response", new Response(response));
      String template = request.getPathInfo().substring(1);
      try {
        if (request.getParameter("throttled") != null) {
          IThrottledTemplateProcessor processor = engine.processThrottled(template, page);
          while (!processor.isFinished()) {
            processor.process(7, response.getWriter());
          }
        } else {
          response.getWriter().write(engine.process(template, page));
        }
      } catch (RuntimeException e) {
        response.setStatus(500);
        Throwable cause = e;
        StringBuilder all = new StringBuilder();
        while (cause != null) {
          all.append(cause).append('\n');
          cause = cause.getCause();
        }
        response.getWriter().write(all.toString());
      }
    }
  }

  /** What templates do to the response. */
  public static final class Response {
    private final HttpServletResponse response;

    Response(HttpServletResponse response) {
      this.response = response;
    }

    /** Sets a header field. */
    public String set(String name, String value) {
      response.setHeader(name, value);
      return "";
    }
  }

  /** Puts parameters into the session. */
  private static final class Visitors extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      request
          .getParameterMap()
          .forEach((name, values) -> request.getSession().setAttribute(name, values[0]));
      response.getWriter().write(request.getSession().getId());
    }
  }

  /** Puts something into the session that is not told apart by any text. */
  private static final class Baskets extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      request.getSession().setAttribute("basket", new HashMap<String, String>());
    }
  }

  /** Ends the session. */
  private static final class Leaving extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      request.getSession().invalidate();
    }
  }

  /** A part of pages that a servlet makes. */
  private static final class Mini extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getHeader("X-Break") != null) {
        throw new IllegalStateException("broken");
      }
      response.getWriter().write("mini for " + request.getHeader("X-User"));
    }
  }

  private static final class Named extends HttpServletRequestWrapper {
    private final String name;
    private final @Nullable String role;

    Named(HttpServletRequest request, String name, @Nullable String role) {
      super(request);
      this.name = name;
      this.role = role;
    }

    @Override
    public boolean isUserInRole(String asked) {
      return asked.equals(role);
    }

    @Override
    public Principal getUserPrincipal() {
      return () -> name;
    }
  }
}
