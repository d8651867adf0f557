// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.RawRequest;
import org.cachelet.session.contract.TestApplication;
import org.cachelet.session.contract.Visitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody whom the container lets in has no id that others could have known before. */
final class BasicLoginTest {
  private final RedisServer redis = RedisServer.start();

  @AfterEach
  void stop() {
    redis.close();
  }

  static Stream<Named<Container>> containers() {
    return Stream.of(
        Named.of("Tomcat", FilterNodes::tomcatWithBasicLogin),
        Named.of("Jetty", FilterNodes::jetty),
        Named.of("Undertow", UndertowNode::start));
  }

  @ParameterizedTest
  @MethodSource("containers")
  void id_changesOnce_whenTheContainerLetsTheVisitorIn(Container container) throws Exception {
    Container.Node node = container.start(TestApplication.of("only", redis.url()));
    try {
      Visitor visitor = new Visitor();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> visitor.ask(node, "set:color:red").status() == 200);
      String before = Objects.requireNonNull(visitor.sessionId());
      List<String> in = lettingIn(node, before);
      assertThat(in.subList(0, 2)).containsExactly("true", TestApplication.USER);
      String after = in.get(2);
      assertThat(after).isNotEqualTo(before).hasSize(before.length());
      assertThat(Visitor.with(before).ask(node, "session").line()).isEqualTo("none");
      assertThat(lettingIn(node, after)).isEqualTo(in);
    } finally {
      node.stop();
    }
  }

  private static List<String> lettingIn(Container.Node node, String id) throws IOException {
    String password = TestApplication.USER + ":" + TestApplication.PASSWORD;
    String basic = Base64.getEncoder().encodeToString(password.getBytes(US_ASCII));
    String cookie = Visitor.COOKIE + "=" + id + "\r\nAuthorization: Basic " + basic;
    String target = "/do/it" + Visitor.query("authenticate", "user", "id");
    String reply = RawRequest.get(node, target, cookie);
    return reply.substring(reply.indexOf("\r\n\r\n") + 4).lines().toList();
  }
}
