// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cachelet.session.SessionAdmin;
import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.TestApplication;
import org.cachelet.session.contract.Visitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** An application with a login of its own, which says whose a session is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
abstract class UsersContract {
  private final RedisServer redis = RedisServer.start();

  @SuppressWarnings("NullAway.Init")
  private ServletContext context;

  @SuppressWarnings("NullAway.Init")
  private Container.Node node;

  /** Starts a container. */
  abstract Container.Node start(TestApplication application) throws Exception;

  @BeforeAll
  void startNode() throws Exception {
    node =
        start(
            TestApplication.of("only", redis.url())
                .with(
                    started -> {
                      context = started;
                      started.addServlet("users", new Users()).addMapping("/users/*");
                    }));
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> admin().count() >= 0);
  }

  @AfterAll
  void stop() throws Exception {
    try {
      node.stop();
    } finally {
      redis.close();
    }
  }

  private SessionAdmin admin() {
    return ServletSessions.of(context).orElseThrow().admin();
  }

  @Test
  void session_isFoundByItsUser_andHasACookie() {
    Visitor ada = new Visitor();
    assertThat(ada.get(node, "/users/in?name=ada").setCookies()).hasSize(1);
    ada.ask(node, "set:cart:full");

    List<String> found = admin().of("ada");
    assertThat(found).hasSize(1);
    assertThat(admin().read(found.get(0), session -> session.user().orElseThrow())).contains("ada");
    assertThat(admin().read(found.get(0), session -> session.attribute("cart"))).contains("full");
  }

  @Test
  void session_isNobodys_afterALogout() {
    Visitor bob = new Visitor();
    bob.ask(node, "set:cart:full");
    bob.get(node, "/users/in?name=bob");
    String storage = admin().of("bob").get(0);

    bob.get(node, "/users/out");

    await().atMost(Duration.ofSeconds(60)).until(() -> admin().of("bob").isEmpty());
    assertThat(admin().read(storage, session -> session.user().isPresent())).contains(false);
    assertThat(bob.ask(node, "get:cart").body()).contains("full");
  }

  @Test
  void stranger_hasNoSession_afterALogout() {
    assertThat(new Visitor().get(node, "/users/out").setCookies()).isEmpty();
  }

  @Test
  void allSessionsOfAUser_endTogether() {
    Visitor home = new Visitor();
    Visitor phone = new Visitor();
    home.get(node, "/users/in?name=carl");
    phone.get(node, "/users/in?name=carl");

    assertThat(admin().endAll("carl")).isEqualTo(2);

    assertThat(home.ask(node, "session").body()).contains("none");
    assertThat(phone.ask(node, "session").body()).contains("none");
  }

  /** Logs in and out. */
  private static final class Users extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String name = "/in".equals(request.getPathInfo()) ? request.getParameter("name") : null;
      ServletSessions.setUser(new HttpServletRequestWrapper(request), name);
      response.getWriter().print("done");
    }
  }
}
