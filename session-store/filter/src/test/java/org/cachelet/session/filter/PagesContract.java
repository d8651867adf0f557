// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cachelet.filter.PageCacheInitializer;
import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.Reply;
import org.cachelet.session.contract.TestApplication;
import org.cachelet.session.contract.Visitor;
import org.cachelet.test.redis.RedisMonitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The page cache behind the filter: it sees these sessions, and shares nothing of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
abstract class PagesContract {
  private final RedisServer redis = RedisServer.start();

  @SuppressWarnings("NullAway.Init")
  private Container.Node node;

  /** Starts a container whose application has these libraries. */
  abstract Container.Node start(
      TestApplication application, List<ServletContainerInitializer> libraries) throws Exception;

  @BeforeAll
  void startNode() throws Exception {
    TestApplication application =
        TestApplication.of("only", redis.url())
            .with("cachelet.page.site.path", "/page/**")
            .with("cachelet.page.site.ttl", "10m")
            .with("cachelet.page.named.path", "/page/by-name")
            .with("cachelet.page.named.ttl", "10m")
            .with("cachelet.page.named.vary-by", "session:name")
            .with(context -> context.addServlet("pages", new Pages()).addMapping("/page/*"));
    node = start(application, List.of(new PageCacheInitializer(), new SessionInitializer()));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> new Visitor().ask(node, "set:warm:yes").status() == 200);
  }

  @AfterAll
  void stop() throws Exception {
    try {
      node.stop();
    } finally {
      redis.close();
    }
  }

  @Test
  void cachedPage_beginsNoSession_andAsksForNone() {
    Visitor known = visitorCalled("Ada");
    known.get(node, "/page/plain"); // is made
    known.get(node, "/page/plain"); // notes the access
    String body = new Visitor().get(node, "/page/plain").body();
    try (RedisMonitor monitor = redis.monitor()) {
      for (Visitor visitor : List.of(new Visitor(), new Visitor(), known)) {
        Reply reply = visitor.get(node, "/page/plain");
        assertThat(reply.body()).isEqualTo(body);
        assertThat(reply.setCookies()).isEmpty();
      }
      assertThat(monitor.lines()).noneMatch(line -> line.contains("#session"));
    }
  }

  @Test
  void cachedPage_beginsNoSession_whenItAsksForOneAndUsesItNot() {
    Reply first = new Visitor().get(node, "/page/begin");
    Reply second = new Visitor().get(node, "/page/begin");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.setCookies()).isEmpty();
    assertThat(second.setCookies()).isEmpty();
  }

  @Test
  void pageOfASession_isNotShared() {
    for (int i = 0; i < 2; i++) {
      assertThat(visitorCalled("Ada").get(node, "/page/name").body()).startsWith("Ada ");
      assertThat(new Visitor().get(node, "/page/name").body()).startsWith("guest ");
      assertThat(visitorCalled("Bob").get(node, "/page/name").body()).startsWith("Bob ");
    }
  }

  @Test
  void pageOfASession_isShared_asTheRuleSays() {
    String first = visitorCalled("Ada").get(node, "/page/by-name").body();
    assertThat(visitorCalled("Ada").get(node, "/page/by-name").body()).isEqualTo(first);
    assertThat(visitorCalled("Bob").get(node, "/page/by-name").body()).startsWith("Bob ");
    assertThat(new Visitor().get(node, "/page/by-name").body()).startsWith("guest ");
  }

  @Test
  void pageThatBeginsASession_isNotStored() {
    Reply first = new Visitor().get(node, "/page/set");
    Reply second = new Visitor().get(node, "/page/set");
    assertThat(first.setCookies()).hasSize(1);
    assertThat(second.setCookies()).hasSize(1).isNotEqualTo(first.setCookies());
    assertThat(second.body()).isNotEqualTo(first.body());
  }

  private Visitor visitorCalled(String name) {
    Visitor visitor = new Visitor();
    assertThat(visitor.ask(node, "set:name:" + name).status()).isEqualTo(200);
    return visitor;
  }

  /** Pages that say how many were made before them. */
  private static final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final AtomicInteger made = new AtomicInteger();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String who =
          switch (String.valueOf(request.getPathInfo())) {
            case "/begin" -> request.getSession() == null ? "none" : "session";
            case "/name", "/by-name" -> name(request.getSession(false));
            case "/set" -> {
              request.getSession().setAttribute("name", "new");
              yield "new";
            }
            default -> "plain";
          };
      response.setContentType("text/plain");
      response.getWriter().print(who + " " + made.incrementAndGet());
    }

    private static String name(HttpSession session) {
      Object name = session == null ? null : session.getAttribute("name");
      return name == null ? "guest" : name.toString();
    }
  }
}
