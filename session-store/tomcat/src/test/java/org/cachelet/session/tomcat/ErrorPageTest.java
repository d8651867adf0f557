// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The error page of an application, where the page that failed has written something already. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ErrorPageTest {
  private final RedisServer redis = RedisServer.start();
  private TomcatNode node;

  @BeforeAll
  void start() throws Exception {
    node = TomcatNode.make();
    Context context = node.add("");
    context.addParameter("cachelet.redis.url", redis.url());
    Tomcat.addServlet(context, "failing", new Failing());
    context.addServletMappingDecoded("/failing/*", "failing");
    Tomcat.addServlet(context, "error", new Sorry());
    context.addServletMappingDecoded("/error", "error");
    ErrorPage page = new ErrorPage();
    page.setLocation("/error");
    context.addErrorPage(page);
    node.started();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> new Browser().get(node, "/failing/writer/none").statusCode() == 200);
  }

  @AfterAll
  void stop() throws Exception {
    node.stop();
    redis.close();
  }

  @ParameterizedTest
  @CsvSource({
    "writer/404, 404",
    "writer/exception, 500",
    "stream/404, 404",
    "stream/exception, 500",
    "writer/outage, 503",
    "stream/outage, 503"
  })
  void errorPage_isShown(String failure, int status) throws Exception {
    boolean isOutage = status == 503;
    if (isOutage) {
      redis.kill();
    }
    var response = new Browser().get(node, "/failing/" + failure);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo("Sorry: " + status);
    assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(isOutage);
  }

  /** Writes half of a page, and then fails. */
  private static final class Failing extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String[] path = request.getPathInfo().split("/", -1);
      if (path[1].equals("writer")) {
        response.getWriter().print("half of it");
      } else {
        response.getOutputStream().print("half of it");
      }
      switch (path[2]) {
        case "404" -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        case "exception" -> throw new IOException("for a test");
        default -> request.getSession().setAttribute("color", "red");
      }
    }
  }

  /** Says what has happened. */
  private static final class Sorry extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("Sorry: " + response.getStatus());
    }
  }
}
