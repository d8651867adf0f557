// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only right answers are measured. */
final class LoadTest {
  private static final byte[] RIGHT = Pages.ofKilobytes(20);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final AtomicInteger asked = new AtomicInteger();
  private volatile byte[] later = RIGHT;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = asked.incrementAndGet() > 8 ? later : RIGHT;
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void answers_areCounted() throws IOException {
    try (Load load = load()) {
      Load.Result result = load.run(SHORT);
      assertThat(result.requests()).isEqualTo(asked.get()).isPositive();
      assertThat(result.slow()).isGreaterThanOrEqualTo(result.median());
    }
  }

  @Test
  void load_ends_whenOneByteIsWrong() throws IOException {
    later = RIGHT.clone();
    later[RIGHT.length - 1] ^= 1;
    assertEndsWith("the server sent another body");
  }

  @Test
  void load_ends_whenTheLengthIsWrong() throws IOException {
    later = Pages.ofKilobytes(1);
    assertEndsWith("the server sent a body of another length: 1024");
  }

  private void assertEndsWith(String message) throws IOException {
    try (Load load = load()) {
      Duration endless = Duration.ofMinutes(1);
      assertThatThrownBy(() -> load.run(endless)).hasMessageContaining(message);
    }
  }

  private Load load() throws IOException {
    byte[] request = "GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(US_ASCII);
    List<Expected> two = Collections.nCopies(2, new Expected(request, 200, RIGHT));
    return new Load(server.getAddress().getPort(), two);
  }
}
