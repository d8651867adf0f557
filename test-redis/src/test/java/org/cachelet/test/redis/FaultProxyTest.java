// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault is seen by a plain socket that speaks to a real server. */
final class FaultProxyTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(10);

  @AutoClose private RedisServer server;
  @AutoClose private FaultProxy proxy;

  @BeforeAll
  static void skipWithoutProgram() {
    assumeTrue(RedisServer.isAvailable(), RedisServer.whyUnavailable());
  }

  @BeforeEach
  void startServerAndProxy() {
    server = RedisServer.start();
    server.command("SET", "key", "some value");
    proxy = FaultProxy.to(server.port());
  }

  @Test
  void proxy_carriesEverything_withoutFaults() throws IOException {
    byte[] large = new byte[3_000_000];
    large[2_999_999] = 7;
    try (RespConnection client = connect(LONG)) {
      client.call(RespConnection.bytes("SET"), RespConnection.bytes("large"), large);
      assertThat(client.call(RespConnection.bytes("GET"), RespConnection.bytes("large")))
          .isEqualTo(large);
      assertThat(proxy.connections()).isEqualTo(1);
    }
    await().until(() -> proxy.connections() == 0);
    assertThat(proxy.accepted()).isEqualTo(1);
    assertThat(proxy.url()).endsWith(":" + proxy.port());
  }

  @Test
  void latency_delaysCommandsAndReplies() throws IOException {
    try (RespConnection client = connect(LONG)) {
      proxy.latency(Duration.ofMillis(100), Duration.ofMillis(150));
      long start = System.nanoTime();
      call(client, "GET", "key");
      assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(250).toNanos());
      proxy.latency(Duration.ZERO, Duration.ZERO);
      assertThat(call(client, "PING")).isEqualTo("PONG");
    }
  }

  @Test
  void stall_deliversLate() throws IOException {
    try (RespConnection client = connect(SHORT)) {
      proxy.stall();
      client.send(RespConnection.bytes("INCR"), RespConnection.bytes("count"));
      assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);
      assertThat(server.command("GET", "count")).isNull();
      proxy.heal();
      await().until(() -> "1".equals(server.command("GET", "count")));
      assertThat(call(client, "PING")).isEqualTo(1L); // the reply that was held back
    }
  }

  @Test
  void blackhole_swallowsCommands_andResetsAfterwards() throws IOException {
    try (RespConnection client = connect(SHORT)) {
      proxy.blackhole();
      assertThatThrownBy(() -> call(client, "INCR", "count"))
          .isInstanceOf(SocketTimeoutException.class);
      try (RespConnection later = connect(SHORT)) {
        assertThatThrownBy(() -> call(later, "PING")).isInstanceOf(SocketTimeoutException.class);
      }
      assertThat(server.command("GET", "count")).isNull();
      proxy.heal();
      assertThatThrownBy(() -> call(client, "PING")).isInstanceOf(SocketException.class);
      assertThatNewConnectionWorks();
    }
  }

  @Test
  void halfOpen_swallowsOnlyReplies() throws IOException {
    try (RespConnection client = connect(SHORT)) {
      proxy.halfOpen();
      assertThatThrownBy(() -> call(client, "INCR", "count"))
          .isInstanceOf(SocketTimeoutException.class);
      await().until(() -> "1".equals(server.command("GET", "count")));
    }
  }

  @Test
  void blackhole_hidesThatTheServerDied() throws IOException {
    try (RedisServer mortal = RedisServer.start();
        FaultProxy inFront = FaultProxy.to(mortal.port());
        RespConnection client =
            new RespConnection(SocketFactory.getDefault(), inFront.port(), SHORT)) {
      call(client, "PING");
      inFront.blackhole();
      mortal.kill();
      assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);
      inFront.heal();
      assertThatThrownBy(client::read).isInstanceOfAny(EOFException.class, SocketException.class);
    }
  }

  @Test
  void resetAll_resetsLivingConnectionsOnly() throws IOException {
    try (RespConnection client = connect(LONG)) {
      call(client, "PING");
      proxy.resetAll();
      assertThatThrownBy(client::read)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      assertThatNewConnectionWorks();
    }
  }

  @Test
  void refuse_turnsClientsAwayUntilAccept() throws IOException {
    try (RespConnection client = connect(LONG)) {
      call(client, "PING");
      proxy.refuse();
      assertThatThrownBy(client::read).isInstanceOf(SocketException.class);
      assertThatThrownBy(() -> connect(LONG)).isInstanceOf(ConnectException.class);
      proxy.accept();
      assertThatNewConnectionWorks();
    }
  }

  @Test
  void truncateReplies_cutsEachNthAndCloses() throws IOException {
    proxy.truncateReplies(2);
    try (RespConnection client = connect(LONG)) {
      assertThat(call(client, "GET", "key")).isEqualTo("some value");
      assertThatThrownBy(() -> call(client, "GET", "key"))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("cut after");
    }
  }

  @Test
  void corruptReplies_changesAStringOfEachNthReply() throws IOException {
    proxy.corruptReplies(2);
    try (RespConnection client = connect(LONG)) {
      assertThat(call(client, "GET", "key")).isEqualTo("some value");
      assertThat(call(client, "PING")).isEqualTo("PONG");
      assertThat(call(client, "GET", "key"))
          .isNotEqualTo("some value")
          .asString()
          .hasSize("some value".length());
      assertThat(call(client, "GET", "key")).isEqualTo("some value");
    }
  }

  @Test
  void bandwidth_slowsLargeReplies() throws IOException {
    server.command("SET", "large", "x".repeat(20_000));
    try (RespConnection client = connect(LONG)) {
      proxy.bandwidth(40_000);
      long start = System.nanoTime();
      assertThat(call(client, "GET", "large")).asString().hasSize(20_000);
      assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(450).toNanos());
    }
  }

  @Test
  void onlyConnectionsThatSaid_sparesTheOthers() throws IOException {
    try (RespConnection reader = connect(SHORT);
        RespConnection other = connect(LONG)) {
      call(reader, "XREAD", "STREAMS", "log", "0");
      call(other, "PING");
      proxy.onlyConnectionsThatSaid("xread").blackhole();
      assertThat(call(other, "GET", "key")).isEqualTo("some value");
      assertThatThrownBy(() -> call(reader, "PING")).isInstanceOf(SocketTimeoutException.class);
      proxy.resetAll();
      assertThatThrownBy(reader::read).isInstanceOf(SocketException.class);
      assertThat(call(other, "GET", "key")).isEqualTo("some value");
    }
  }

  private void assertThatNewConnectionWorks() throws IOException {
    try (RespConnection client = connect(LONG)) {
      assertThat(call(client, "GET", "key")).isEqualTo("some value");
    }
  }

  private RespConnection connect(Duration timeout) throws IOException {
    return new RespConnection(SocketFactory.getDefault(), proxy.port(), timeout);
  }

  private static @Nullable Object call(RespConnection client, String... words) throws IOException {
    byte[][] arguments = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      arguments[i] = RespConnection.bytes(words[i]);
    }
    return RespConnection.text(client.call(arguments));
  }
}
