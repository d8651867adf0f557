// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.TestApplication;
import org.cachelet.session.contract.Visitor;
import org.cachelet.test.redis.RedisServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sessions after their requests: by what Servlet 6.1 has for that, and by objects that were kept.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class AccessTest {
  private final RedisServer redis = RedisServer.start();
  private final Keeping keeping = new Keeping();

  @SuppressWarnings("NullAway.Init")
  private Container.Node first;

  @SuppressWarnings("NullAway.Init")
  private Container.Node second;

  @BeforeEach
  void start() throws Exception {
    first =
        FilterNodes.jetty(
            TestApplication.of("first", redis.url())
                .with(context -> context.addServlet("keep", keeping).addMapping("/keep")));
    second = FilterNodes.jetty(TestApplication.of("second", redis.url()));
    for (Container.Node node : new Container.Node[] {first, second}) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> new Visitor().ask(node, "set:warm:yes").status() == 200);
    }
  }

  @AfterEach
  void stop() throws Exception {
    first.stop();
    second.stop();
    redis.close();
  }

  @Test
  void accessor_readsAndWrites_afterTheRequest() {
    Visitor visitor = new Visitor();
    visitor.get(first, "/keep");
    visitor.ask(second, "set:color:red");
    HttpSession.Accessor accessor = Objects.requireNonNull(keeping.accessor);
    accessor.access(
        session -> {
          assertThat(session.getAttribute("color")).isEqualTo("red");
          session.setAttribute("late", "yes");
        });
    assertThat(visitor.ask(second, "get:late").line()).isEqualTo("yes");
    visitor.ask(second, "invalidate");
    assertThatThrownBy(() -> accessor.access(session -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keptSession_isSavedAtOnce_afterTheRequest() {
    Visitor visitor = new Visitor();
    visitor.get(first, "/keep");
    HttpSession session = Objects.requireNonNull(keeping.session);
    session.setAttribute("late", "yes");
    assertThat(visitor.ask(second, "get:late").line()).isEqualTo("yes");
    session.invalidate();
    assertThat(visitor.ask(second, "session").line()).isEqualTo("none");
  }

  /** Keeps the session of its last request. */
  private static final class Keeping extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private volatile HttpSession.@Nullable Accessor accessor;

    @SuppressWarnings("serial")
    private volatile @Nullable HttpSession session;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      session = request.getSession();
      accessor = session.getAccessor();
    }
  }
}
