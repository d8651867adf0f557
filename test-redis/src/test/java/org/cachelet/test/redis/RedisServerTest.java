// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server is started, asked, watched, killed, frozen and started again. */
final class RedisServerTest {
  @BeforeEach
  void skipWithoutProgram() {
    assumeTrue(RedisServer.isAvailable(), RedisServer.whyUnavailable());
  }

  @ParameterizedTest
  @EnumSource(RedisVersion.class)
  void start_givesARunningServer_forEachVersion(RedisVersion version) {
    assumeTrue(RedisServer.isAvailable(version), RedisServer.whyUnavailable(version));
    try (RedisServer server = RedisServer.builder().version(version).start()) {
      assertThat(server.command("SET", "key", "value")).isEqualTo("OK");
      assertThat(server.command("GET", "key")).isEqualTo("value");
      assertThat(server.command("GET", "none")).isNull();
      assertThat(server.command("DEBUG", "SLEEP", "0")).isEqualTo("OK");
      assertThat(server.url()).endsWith(":" + server.port());
      if (System.getProperty(RedisBinary.PROPERTY) == null) {
        assertThat(server.version()).startsWith(version == RedisVersion.V6 ? "6.2." : "7.0.");
      }
    }
  }

  @Test
  void command_returnsEveryKindOfReply() {
    try (RedisServer server = RedisServer.start()) {
      byte[] value = {0, (byte) 0xff, '\r', '\n'};
      server.command(RespConnection.bytes("SET"), RespConnection.bytes("k"), value);
      Object read = server.command(RespConnection.bytes("GET"), RespConnection.bytes("k"));
      assertThat(read).isEqualTo(value);
      assertThat(server.command("RPUSH", "list", "a", "b")).isEqualTo(2L);
      assertThat(server.command("LRANGE", "list", "0", "-1")).isEqualTo(List.of("a", "b"));
      assertThatThrownBy(() -> server.command("INCR", "list"))
          .isInstanceOf(RedisErrorException.class)
          .hasMessageStartingWith("WRONGTYPE");
    }
  }

  @Test
  void options_reachTheServer_whenTheyHoldSpacesAndQuotes() {
    String password = "two words \"quoted\" and \\ more";
    try (RedisServer server =
        RedisServer.builder()
            .option("requirepass", password)
            .option("maxmemory", "10mb")
            .option("client-output-buffer-limit", "normal", "0", "0", "0")
            .start()) {
      assertThat(server.command("CONFIG", "GET", "requirepass"))
          .isEqualTo(List.of("requirepass", password));
      assertThat(server.info("maxmemory")).isEqualTo(String.valueOf(10 << 20));
      assertThat(server.command("CONFIG", "GET", "save")).isEqualTo(List.of("save", ""));
    }
  }

  @Test
  void start_throwsWithTheOutput_whenAnOptionIsUnknown() {
    assertThatThrownBy(() -> RedisServer.builder().option("no-such-option", "1").start())
        .isInstanceOf(RedisStartException.class)
        .hasMessageContaining("no-such-option");
  }

  @Test
  void start_throws_whenThePortIsTaken() {
    try (RedisServer first = RedisServer.start()) {
      assertThatThrownBy(() -> RedisServer.builder().port(first.port()).start())
          .isInstanceOf(RedisStartException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void start_takesTheNextPort_whenTheFirstIsTakenMeanwhile() {
    try (RedisServer first = RedisServer.start()) {
      int free = FreePorts.next();
      Iterator<Integer> ports = List.of(first.port(), free).iterator();
      try (RedisServer second = RedisServer.builder().ports(ports::next).start()) {
        assertThat(second.port()).isEqualTo(free);
        assertThat(second.command("PING")).isEqualTo("PONG");
      }
    }
  }

  @Test
  void restart_givesAnEmptyServerOnTheSamePort() {
    try (RedisServer server = RedisServer.start()) {
      server.command("SET", "key", "value");
      long firstPid = server.process().pid();
      server.kill();
      assertThat(server.isAlive()).isFalse();
      assertThatThrownBy(() -> server.command("PING")).isInstanceOf(UncheckedIOException.class);
      server.restart();
      assertThat(server.command("GET", "key")).isNull();
      assertThat(server.process().pid()).isNotEqualTo(firstPid);
    }
  }

  @Test
  void stop_endsInOrder_evenWhenFrozen() {
    try (RedisServer server = RedisServer.start()) {
      server.freeze();
      server.stop();
      assertThat(server.isAlive()).isFalse();
      assertThat(server.logged()).contains("Redis is now ready to exit");
    }
  }

  @Test
  void freeze_leavesCommandsUnansweredUntilThawed() throws IOException {
    try (RedisServer server = RedisServer.start();
        RespConnection connection = server.connect(Duration.ofMillis(200))) {
      server.freeze();
      connection.send(RespConnection.bytes("PING"));
      assertThatThrownBy(connection::read).isInstanceOf(SocketTimeoutException.class);
      assertThat(server.isAlive()).isTrue();
      server.thaw();
      assertThat(server.command("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void monitor_listsAllThatRanBefore() {
    try (RedisServer server = RedisServer.start();
        RedisMonitor monitor = server.monitor()) {
      server.command("SET", "key", "value");
      server.command("EVAL", "return redis.call('GET', KEYS[1])", "1", "key");
      assertThat(monitor.linesOf("set")).singleElement().asString().contains("\"key\" \"value\"");
      assertThat(monitor.linesOf("GET")).singleElement().asString().contains("lua");
      assertThat(monitor.linesOf("DEL")).isEmpty();
      assertThat(monitor.lines()).hasSize(3);
    }
  }

  @Test
  void close_endsTheProcessAndDeletesItsFiles() {
    RedisServer server = RedisServer.start();
    Object reply = server.command("CONFIG", "GET", "dir");
    assertThat(reply).isInstanceOf(List.class);
    Path folder = Path.of(String.valueOf(((List<?>) reply).get(1)));
    assertThat(folder).isDirectory();
    server.close();
    server.close();
    assertThat(folder).doesNotExist();
    assertThat(server.isAlive()).isFalse();
  }

  @Test
  void manyServers_runAtTheSameTime() {
    RedisServer[] servers = new RedisServer[5];
    Arrays.setAll(servers, i -> RedisServer.start());
    try {
      assertThat(servers).extracting(RedisServer::port).doesNotHaveDuplicates();
    } finally {
      Arrays.stream(servers).forEach(RedisServer::close);
    }
  }
}
