// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpSession;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.cachelet.session.contract.TestApplication;
import org.cachelet.session.contract.Visitor;
import org.cachelet.test.redis.RedisServer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.ServletMapping;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What is particular to Jetty: several applications of one server, on two nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class OneServerTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final RedisServer redis = RedisServer.start();
  private JettyNode first;
  private JettyNode second;

  @BeforeAll
  void start() throws Exception {
    first = node();
    second = node();
  }

  private JettyNode node() throws Exception {
    TestApplication one = TestApplication.of("node", redis.url()).at("/one");
    ServletContextHandler shop = Ee11Node.handler(one);
    JakartaWebSocketServletContainerInitializer.configure(
        shop,
        (context, container) ->
            container.addEndpoint(
                ServerEndpointConfig.Builder.create(Echo.class, "/socket")
                    .configurator(new Handshake())
                    .build()));
    return JettyNode.start(one, shop, Ee11Node.handler(one.at("/two")));
  }

  @AfterAll
  void stop() throws Exception {
    first.stop();
    second.stop();
    redis.close();
  }

  private static String step(JettyNode node, Visitor visitor, String path, String... steps) {
    return visitor.get(node, path + "/do/it" + Visitor.query(steps)).body().strip();
  }

  /**
   * Returns a visitor of both applications; Jetty's cookies have their paths, this one has none.
   */
  private Visitor inBoth() {
    Visitor visitor = new Visitor();
    await()
        .atMost(LIMIT)
        .until(() -> visitor.get(first, "/two/do/it" + Visitor.query("begin")).status() == 200);
    step(first, visitor, "/one", "set:color:red");
    String id = visitor.sessionId();
    step(first, visitor, "/two", "set:color:blue");
    assertThat(visitor.sessionId()).isEqualTo(id);
    return visitor;
  }

  @Test
  void applications_giveOneId_andHaveSessionsOfTheirOwn() {
    Visitor visitor = inBoth();
    assertThat(step(second, visitor, "/one", "get:color")).isEqualTo("red");
    assertThat(step(second, visitor, "/two", "get:color")).isEqualTo("blue");
  }

  @Test
  void changeOfTheId_isOneInBothApplications() {
    Visitor visitor = inBoth();
    String before = Objects.requireNonNull(visitor.sessionId());
    step(second, visitor, "/one", "changeId");
    assertThat(visitor.sessionId()).isNotEqualTo(before);
    for (JettyNode node : new JettyNode[] {first, second}) {
      assertThat(step(node, visitor, "/one", "get:color")).isEqualTo("red");
      assertThat(step(node, visitor, "/two", "get:color")).isEqualTo("blue");
      assertThat(step(node, Visitor.with(before), "/two", "session")).isEqualTo("none");
    }
  }

  @Test
  void end_isOneInBothApplications() {
    Visitor visitor = inBoth();
    step(second, visitor, "/one", "invalidate");
    assertThat(step(first, visitor, "/one", "session")).isEqualTo("none");
    assertThat(step(first, visitor, "/two", "session")).isEqualTo("none");
  }

  @Test
  void webSocket_hasTheSessionOfItsHandshake() throws Exception {
    Visitor visitor = inBoth();
    Heard heard = new Heard();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Cookie", Visitor.COOKIE + "=" + visitor.sessionId())
            .buildAsync(URI.create("ws://127.0.0.1:" + second.port() + "/one/socket"), heard)
            .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    socket.sendText("color", true).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(heard.text.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("red");
    await().atMost(LIMIT).until(() -> step(first, visitor, "/one", "get:asked").equals("color"));
    socket.abort();
  }

  @Test
  void contextThatStopsAndStarts_keepsItsSessions_andLeavesNoThread() throws Exception {
    Visitor visitor = inBoth();
    var handlers = (ContextHandlerCollection) first.server().getHandler();
    var shop = (ServletContextHandler) Objects.requireNonNull(handlers.getHandlers()).get(0);
    long threads = threads();
    shop.stop();
    await().atMost(LIMIT).until(() -> threads() < threads);
    assertThat(step(first, visitor, "/two", "get:color")).isEqualTo("blue");
    shop.getServletHandler().setServletMappings(new ServletMapping[0]); // its initializer adds them
    shop.getServletHandler().setServlets(new ServletHolder[0]);
    shop.start();
    await().atMost(LIMIT).until(() -> step(first, visitor, "/one", "get:color").equals("red"));
    await().atMost(LIMIT).until(() -> threads() <= threads);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("cachelet-"))
        .count();
  }

  /** Tells an attribute of the session, and notes there which. */
  public static final class Echo extends Endpoint {
    @Override
    public void onOpen(Session socket, EndpointConfig config) {
      HttpSession session =
          (HttpSession) Objects.requireNonNull(config.getUserProperties().get("session"));
      socket.addMessageHandler(
          String.class,
          name -> {
            session.setAttribute("asked", name);
            var unused =
                socket.getAsyncRemote().sendText(String.valueOf(session.getAttribute(name)));
          });
    }
  }

  /** Keeps the session of the handshake for the endpoint. */
  private static final class Handshake extends ServerEndpointConfig.Configurator {
    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      config.getUserProperties().put("session", request.getHttpSession());
    }
  }

  /** Waits for one text. */
  private static final class Heard implements WebSocket.Listener {
    private final CompletableFuture<String> text = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.complete(data.toString());
      return CompletableFuture.completedFuture(null);
    }
  }
}
