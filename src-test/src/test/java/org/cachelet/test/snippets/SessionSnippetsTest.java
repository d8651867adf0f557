// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.servlet.ServletContext;
import org.cachelet.session.SessionAdmin;
import org.cachelet.session.filter.SessionInitializer;
import org.cachelet.session.jetty.JettySessions;
import org.cachelet.test.fault.EmbeddedJetty;
import org.cachelet.test.redis.RedisServer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.SessionHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions in Redis. */
@SuppressWarnings("NullAway.Init") // set before each test
final class SessionSnippetsTest {
  private static final String LOGIN = "Login[name=ada]";

  private RedisServer redis;

  @BeforeEach
  void start() {
    assumeTrue(RedisServer.isAvailable(), RedisServer::whyUnavailable);
    redis = RedisServer.start();
  }

  @AfterEach
  void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  @Test
  void sessions_ofAnEmbeddedJetty_areInRedis() throws Exception {
    int port = 0;
    String redisUrl = redis.url();

    Server server = new Server(port);
    new JettySessions().set("cachelet.session.redis-url", redisUrl).addTo(server);

    ServletContextHandler handler = new ServletContextHandler(ServletContextHandler.SESSIONS);
    prepare(handler);
    server.setHandler(handler);
    server.start();
    Visit visit = new Visit(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    assertThat(visit.get("/login")).isEqualTo(LOGIN);
    assertThat(visit.get("/")).isEqualTo(LOGIN);
    assertThat(SessionAdmin.of(handler.getServletContext()::getAttribute).orElseThrow().count())
        .isEqualTo(1);
    server.stop();
  }

  @Test
  void sessions_areRead_changed_andEnded() throws Exception {
    try (EmbeddedJetty node = EmbeddedJetty.start(this::useFilter)) {
      Visit ada = new Visit(node.port());
      assertThat(ada.get("/login")).isEqualTo(LOGIN);
      administer(node.context());
      assertThat(ada.get("/")).isEqualTo("null");
    }
  }

  private static void administer(ServletContext servletContext) {
    SessionAdmin admin =
        SessionAdmin.of(servletContext::getAttribute).orElseThrow(); // empty if not in Redis

    assertThat(admin.count()).isEqualTo(1);

    admin.count();
    admin.list(0, 20); // the first page
    admin.of("ada"); // the sessions of a user

    assertThat(admin.list(0, 20)).isEqualTo(admin.of("ada")).hasSize(1);

    String name = admin.of("ada").get(0);
    admin.read(name, session -> session.accessTime());
    admin.read(name, session -> session.attribute("cart"));
    admin.change(name, session -> session.removeAttribute("cart"));
    admin.end(name);
    admin.endAll("ada"); // log out everywhere

    assertThat(admin.count()).isZero();
  }

  private void useFilter(ServletContextHandler handler) {
    handler.setSessionHandler(new SessionHandler());
    handler.setInitParameter("cachelet.redis.url", redis.url());
    prepare(handler);
    handler.addServletContainerInitializer(new SessionInitializer());
  }

  private static void prepare(ServletContextHandler handler) {
    handler.setInitParameter("cachelet.jmx", "off");
    handler.setInitParameter("cachelet.session.allow", LoginServlet.Login.class.getName());
    handler.addServlet(new ServletHolder(new LoginServlet()), "/login");
    handler.addServlet(new ServletHolder(new LoginServlet()), "/");
  }
}
