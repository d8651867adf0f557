// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cachelet.cache.Caches;
import org.cachelet.cache.servlet.ServletCaches;
import org.cachelet.cache.servlet.WatchedRequest;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Fragments of templates that read a request which a filter watches, on a page without a rule. */
final class WatchedReadsTest {
  private final Caches caches = Caches.builder().withoutJmx().build();
  private final WrittenTemplates templates = new WrittenTemplates();
  private final TemplateEngine engine = new TemplateEngine();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  @BeforeEach
  void start() throws Exception {
    engine.setTemplateResolver(templates);
    engine.addDialect(new CacheletDialect());
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.addServlet(new ServletHolder(new Pages()), "/*");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
    ServletCaches.use(context.getServletContext(), caches);
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    caches.close();
  }

  @ParameterizedTest
  @CsvSource({
    "${session == null ? 'none' : session.tone}, session:tone",
    "${param.tone}, param:tone",
    "${param.tone == null}, param:tone",
    "${visit.header}, header:X-Tone",
    "${visit.cookie}, 'cookie:tone, cookie-names'",
    "${visit.locale}, locale",
    "${visit.session}, session:tone",
  })
  void fragment_isSharedOnly_whenItVariesByWhatItReads(String read, String varyBy)
      throws Exception {
    templates.write("plain", "<p cache:fragment='plain' th:text=\"" + read + "\"></p>");
    templates.write(
        "varied",
        "<p cache:fragment='varied' cache:vary-by='" + varyBy + "' th:text=\"" + read + "\"></p>");
    for (String template : List.of("plain", "varied")) {
      String nothing = get(template);
      String low = get(template + "?tone=low", visitor("low"));
      assertThat(low).as(template).isNotEqualTo(nothing);
      assertThat(get(template)).as(template).isEqualTo(nothing);
    }
    assertThat(caches.entries("fragments").statistics().puts()).isEqualTo(2);
  }

  private String[] visitor(String tone) throws Exception {
    return new String[] {
      "X-Tone", tone, "Accept-Language", "fr", "Cookie", "tone=" + tone + "; " + session()
    };
  }

  private String session() throws Exception {
    URI login = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/login");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(login).build(), BodyHandlers.ofString())
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow()
        .replaceFirst(";.*", "");
  }

  private String get(String path, String... fields) throws Exception {
    URI page = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/" + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(page);
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                (fields.length == 0 ? request : request.headers(fields)).build(),
                BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest sent, HttpServletResponse response) throws IOException {
      if (sent.getPathInfo().equals("/login")) {
        sent.getSession().setAttribute("tone", "low");
        return;
      }
      HttpServletRequest request = WatchedRequest.around(sent); // as the filters do
      WebContext context =
          new WebContext(
              JakartaServletWebApplication.buildApplication(getServletContext())
                  .buildExchange(request, response),
              request.getLocale(),
              Map.of("visit", new Visit(request)));
      engine.process(sent.getPathInfo().substring(1), context, response.getWriter());
    }
  }

  /** What a model knows of a visitor. */
  public static final class Visit {
    private final Supplier<HttpServletRequest> request;

    Visit(HttpServletRequest request) {
      this.request = () -> request;
    }

    /** Returns a header. */
    public String getHeader() {
      return String.valueOf(request.get().getHeader("X-Tone"));
    }

    /** Returns a cookie. */
    public String getCookie() {
      return Stream.ofNullable(request.get().getCookies())
          .flatMap(Arrays::stream)
          .filter(cookie -> cookie.getName().equals("tone"))
          .map(cookie -> cookie.getValue())
          .findFirst()
          .orElse("");
    }

    /** Returns the locale. */
    public String getLocale() {
      return request.get().getLocale().getLanguage();
    }

    /** Returns whether there is a session. */
    public boolean isSession() {
      return request.get().getSession(false) != null;
    }
  }
}
