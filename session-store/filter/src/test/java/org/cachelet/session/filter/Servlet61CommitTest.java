// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.Reply;
import org.cachelet.session.contract.TestApplication;
import org.cachelet.session.contract.Visitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways to commit a response that Servlet 6.1 has added: the session is saved before each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class Servlet61CommitTest {
  private final RedisServer redis = RedisServer.start();

  @SuppressWarnings("NullAway.Init")
  private Container.Node node;

  @BeforeAll
  void start() throws Exception {
    node =
        FilterNodes.jetty(
            TestApplication.of("only", redis.url())
                .with(context -> context.addServlet("ways", new Ways()).addMapping("/way/*")));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> new Visitor().ask(node, "set:warm:yes").status() == 200);
  }

  @AfterAll
  void stop() throws Exception {
    node.stop();
    redis.close();
  }

  @ParameterizedTest
  @CsvSource({
    "redirect-status, 303",
    "redirect-clear, 302",
    "redirect-status-clear, 307",
    "buffer, 200",
    "direct-buffer, 200",
    "charset, 200"
  })
  void session_isSavedAndTheClientTold(String way, int status) {
    Visitor visitor = new Visitor();
    Reply reply = visitor.get(node, "/way/" + way);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.setCookies()).hasSize(1);
    Awaitility.await("what Redis had after the call, which ends after the answer")
        .atMost(Duration.ofSeconds(60))
        .until(() -> Ways.STORED.get(way), Objects::nonNull);
    assertThat(Ways.STORED.get(way)).isEqualTo(true);
    assertThat(visitor.ask(node, "get:way").line()).isEqualTo(way);
    if (way.equals("charset")) {
      assertThat(reply.body()).isEqualTo("caf\u00e9");
      assertThat(reply.headers().firstValue("Content-Type").orElseThrow())
          .containsIgnoringCase("utf-8");
    }
  }

  /** Sets an attribute, commits the response as the path says, and looks whether it is stored. */
  private static final class Ways extends HttpServlet {
    private static final long serialVersionUID = 1L;
    static final Map<String, Boolean> STORED = new ConcurrentHashMap<>();
    private static final int LARGE = 100_000;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String way = request.getPathInfo().substring(1);
      request.getSession().setAttribute("way", way);
      switch (way) {
        case "redirect-status" -> response.sendRedirect("/elsewhere", 303);
        case "redirect-clear" -> response.sendRedirect("/elsewhere", true);
        case "redirect-status-clear" -> response.sendRedirect("/elsewhere", 307, true);
        case "buffer" -> response.getOutputStream().write(ByteBuffer.allocate(LARGE));
        case "direct-buffer" -> response.getOutputStream().write(ByteBuffer.allocateDirect(LARGE));
        default -> {
          response.setContentType("text/plain");
          response.setCharacterEncoding(UTF_8);
          response.getWriter().write("caf\u00e9");
          response.flushBuffer();
        }
      }
      StoredSession session = (StoredSession) Objects.requireNonNull(request.getSession(false));
      STORED.put(way, session.real().isStored());
    }
  }
}
