// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.authenticator.SingleSignOn;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A login with Tomcat's own form is one on all nodes. */
final class FormLoginTest {
  private static final String RIGHT = "j_username=ada&j_password=secret";

  private final RedisServer redis = RedisServer.start();
  private final List<TomcatNode> nodes = new ArrayList<>();
  private final Browser browser = new Browser();

  @BeforeEach
  void startNodes() throws Exception {
    for (String route : List.of("a", "b")) {
      TomcatNode node = TomcatNode.make();
      node.tomcat().getEngine().setJvmRoute(route);
      node.tomcat().getHost().getPipeline().addValve(new SingleSignOn());
      LoginSite.add(node, "/one", redis.url());
      LoginSite.add(node, "/two", redis.url());
      nodes.add(node.started());
      for (String path : List.of("/one", "/two")) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> new Browser().get(node, path + "/in/x").statusCode() == 200);
      }
    }
  }

  @AfterEach
  void stopNodes() throws Exception {
    for (TomcatNode node : nodes) {
      node.stop();
    }
    redis.close();
  }

  @Test
  void login_goesOnOnAnotherNode_whereverItWasBegun() throws Exception {
    TomcatNode first = nodes.get(0);
    TomcatNode second = nodes.get(1);
    assertThat(browser.post(first, "/one/in/buy?q=1", "thing=hat").body())
        .isEqualTo("please log in");
    assertThat(browser.cookie("JSESSIONID")).endsWith(".a");
    assertThat(redis.command("KEYS", "*:s:{*}")).asInstanceOf(LIST).isNotEmpty();
    var redirect = browser.post(second, "/one/j_security_check", RIGHT);
    assertThat(redirect.statusCode()).isEqualTo(303);
    assertThat(browser.cookie("JSESSIONID")).endsWith(".b");
    String target = redirect.headers().firstValue("Location").orElseThrow();
    assertThat(browser.get(first, target).body())
        .isEqualTo("ada true FORM POST {q=[1], thing=[hat]}");
    assertThat(browser.get(second, "/one/in/x").body()).isEqualTo("ada true FORM GET {}");
  }

  @Test
  void visitor_staysLoggedIn_whenTheNodeIsGone() throws Exception {
    TomcatNode first = nodes.remove(0);
    logIn(first, "/one");
    first.stop();
    assertThat(browser.get(nodes.get(0), "/one/in/x").body()).isEqualTo("ada true FORM GET {}");
  }

  @Test
  void logout_isOne_onAllNodes() throws Exception {
    logIn(nodes.get(0), "/one");
    assertThat(browser.get(nodes.get(1), "/one/in/x").body()).startsWith("ada");
    assertThat(browser.get(nodes.get(1), "/one/out").body()).isEqualTo("bye");
    assertThat(browser.get(nodes.get(0), "/one/in/x").body()).isEqualTo("please log in");
    assertThat(browser.get(nodes.get(1), "/one/in/x").body()).isEqualTo("please log in");
  }

  @Test
  void singleSignOn_isForAllApplicationsOfTheServer_andEndsForAll() throws Exception {
    TomcatNode first = nodes.get(0);
    Browser other = new Browser();
    logIn(first, "/one");
    String session = browser.cookie("JSESSIONID");
    assertThat(browser.get(first, "/two/in/x").body()).startsWith("ada true");
    assertThat(other.get(first, "/two/in/x").body()).isEqualTo("please log in");
    assertThat(session).isNotNull();
    assertThat(new HeaderOnly("JSESSIONID=" + session).get(first, "/one/out")).isEqualTo("bye");
    assertThat(browser.get(first, "/two/in/x").body()).isEqualTo("please log in");
  }

  @Test
  void password_isNowhereInRedis() throws Exception {
    logIn(nodes.get(0), "/one");
    Object keys = Objects.requireNonNull(redis.command("KEYS", "*:s:{*}"));
    for (Object key : (List<?>) keys) {
      assertThat(String.valueOf(redis.command("HGETALL", key.toString())))
          .doesNotContain("secret")
          .doesNotContain(String.valueOf(browser.cookie("JSESSIONID")).substring(16, 38));
    }
  }

  private void logIn(TomcatNode node, String path) throws Exception {
    assertThat(browser.get(node, path + "/in/x").body()).isEqualTo("please log in");
    assertThat(browser.post(node, path + "/j_security_check", RIGHT).statusCode()).isEqualTo(303);
    assertThat(browser.get(node, path + "/in/x").body()).isEqualTo("ada true FORM GET {}");
  }

  /** A client with just these cookies. */
  private record HeaderOnly(String cookies) {
    String get(TomcatNode node, String target) throws Exception {
      var request =
          java.net.http.HttpRequest.newBuilder(
                  java.net.URI.create("http://127.0.0.1:" + node.port() + target))
              .header("Cookie", cookies)
              .build();
      return java.net.http.HttpClient.newHttpClient()
          .send(request, java.net.http.HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
