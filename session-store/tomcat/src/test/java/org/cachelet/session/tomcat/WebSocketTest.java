// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.tomcat.websocket.server.WsSci;
import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.TestApplication;
import org.cachelet.session.contract.Visitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.Test;

/** A WebSocket finds the session that any node has begun. */
final class WebSocketTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void handshake_hasTheSession_ofAnotherNode() throws Exception {
    try (RedisServer redis = RedisServer.start()) {
      Container.Node first = TomcatNode.start(TestApplication.of("first", redis.url()));
      TomcatNode second = withSocket(TestApplication.of("second", redis.url()));
      Visitor visitor = new Visitor();
      await().atMost(LIMIT).until(() -> visitor.ask(first, "set:color:red").status() == 200);
      await().atMost(LIMIT).until(() -> visitor.ask(second, "get:color").status() == 200);
      assertThat(said(second, visitor)).isEqualTo("red");
      assertThat(said(second, new Visitor())).isEqualTo("none");
      first.stop();
      second.stop();
    }
  }

  private static String said(TomcatNode node, Visitor visitor) throws Exception {
    BlockingQueue<String> said = new LinkedBlockingQueue<>();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Cookie", Visitor.COOKIE + "=" + visitor.sessionId())
            .buildAsync(
                URI.create("ws://127.0.0.1:" + node.port() + "/do/color"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket socket, CharSequence text, boolean last) {
                    said.add(text.toString());
                    return WebSocket.Listener.super.onText(socket, text, last);
                  }
                })
            .get(60, TimeUnit.SECONDS);
    socket.sendText("color?", true).get(60, TimeUnit.SECONDS);
    String answer = String.valueOf(said.poll(60, TimeUnit.SECONDS));
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(60, TimeUnit.SECONDS);
    return answer;
  }

  private static TomcatNode withSocket(TestApplication application) throws Exception {
    TomcatNode node = TomcatNode.make();
    Context context = node.add("");
    application.settings().forEach(context::addParameter);
    context.addServletContainerInitializer(new WsSci(), Set.of());
    context.addServletContainerInitializer(application.with(WebSocketTest::deploy), Set.of());
    return node.started();
  }

  private static void deploy(ServletContext context) {
    ServerContainer sockets =
        (ServerContainer) context.getAttribute(ServerContainer.class.getName());
    try {
      sockets.addEndpoint(
          ServerEndpointConfig.Builder.create(Color.class, "/do/color")
              .configurator(new Handshake())
              .build());
    } catch (DeploymentException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes the session of the handshake. */
  public static final class Handshake extends ServerEndpointConfig.Configurator {
    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      HttpSession session = (HttpSession) request.getHttpSession();
      Object color = session == null ? "none" : session.getAttribute("color");
      config.getUserProperties().put("color", color);
    }
  }

  /** Says what is in the session. */
  public static final class Color extends Endpoint {
    @Override
    public void onOpen(Session session, EndpointConfig config) {
      String color = String.valueOf(config.getUserProperties().get("color"));
      session.addMessageHandler(
          String.class,
          (MessageHandler.Whole<String>)
              text -> session.getAsyncRemote().sendText(color, sent -> {}));
    }
  }
}
