// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimingFilterTest {
  private static final String PLAIN = "render;dur=[\\d.]+, db;desc=\"1 query\";dur=2\\.00";
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");
  private static final Server SERVER = new Server();
  private static final ServerConnector CONNECTOR = new ServerConnector(SERVER);

  @BeforeAll
  static void start() throws Exception {
    JETTY.setLevel(Level.WARNING);
    SERVER.addConnector(CONNECTOR);
    ServletContextHandler context = new ServletContextHandler("/");
    FilterHolder filter = new FilterHolder((Filter) new TimingFilter());
    filter.setAsyncSupported(true);
    context.addFilter(
        filter,
        "/*",
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    ServletHolder servlet = new ServletHolder(new Answers());
    servlet.setAsyncSupported(true);
    context.addServlet(servlet, "/*");
    SERVER.setHandler(context);
    SERVER.start();
  }

  @AfterAll
  static void stop() throws Exception {
    SERVER.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/stream",
        "/writer",
        "/flush",
        "/status",
        "/redirect",
        "/error",
        "/reset",
        "/length",
        "/async",
        "/dispatch"
      })
  void timing_isThere_howeverTheAnswerIsMade(String path) throws Exception {
    assertThat(timing(path)).matches(PLAIN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /cached/hit;ttl=9/12       | hit;ttl=9; age 12
          /cached/fwd=uri-miss/      | fwd=uri-miss
          /cached/fwd=x;detail="a"/  | fwd=x;detail=\\"a\\"
          """)
  void verdict_isCopied_whenCacheHasSpoken(String path, String verdict) throws Exception {
    String encoded = path.replace("\"", "%22").replace(";", "%3B");

    assertThat(timing(encoded)).endsWith(", cache;desc=\"" + verdict + "\"");
  }

  private static String timing(String path) throws Exception {
    return new Browser(CONNECTOR.getLocalPort())
        .get(path)
        .headers()
        .firstValue("Server-Timing")
        .orElse("");
  }

  /** Answers in every way there is, after one query of two milliseconds. */
  private static final class Answers extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getDispatcherType() == DispatcherType.REQUEST) {
        Timing.charge(2_000_000);
      }
      switch (request.getPathInfo()) {
        case "/stream" -> response.getOutputStream().write(new byte[100_000]);
        case "/writer" -> response.getWriter().println("x".repeat(100_000));
        case "/flush" -> response.flushBuffer();
        case "/status" -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        case "/redirect" -> redirectOnce(request, response);
        case "/error" -> response.sendError(HttpServletResponse.SC_GONE);
        case "/reset" -> reset(response);
        case "/length" -> length(response);
        case "/async" -> async(request);
        case "/dispatch" -> dispatch(request, response);
        default -> cached(request, response);
      }
    }

    private static void redirectOnce(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.sendRedirect(request.getContextPath() + "/status");
    }

    private static void reset(HttpServletResponse response) throws IOException {
      response.getWriter().print("first");
      response.reset();
      response.getOutputStream().write(1);
    }

    private static void length(HttpServletResponse response) throws IOException {
      response.setContentLength(1);
      response.getOutputStream().write(1);
      response.getOutputStream().close();
    }

    private static void async(HttpServletRequest request) {
      AsyncContext async = request.startAsync();
      async.start(
          () -> {
            try {
              async.getResponse().getWriter().print("later");
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
            async.complete();
          });
    }

    private static void dispatch(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getDispatcherType() == DispatcherType.REQUEST) {
        request.startAsync().dispatch();
      } else {
        response.getWriter().print("later");
      }
    }

    private static void cached(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String[] parts = request.getPathInfo().split("/", -1);
      response.setHeader("Cache-Status", "Cachelet; " + parts[2]);
      if (!parts[3].isEmpty()) {
        response.setHeader("Age", parts[3]);
      }
      response.getWriter().print("cached");
    }
  }
}
