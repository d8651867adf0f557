// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects the commands that a server runs, with MONITOR. Thread-safe. */
public final class RedisMonitor implements AutoCloseable {
  private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(10);

  private final RedisServer server;
  private final RespConnection connection;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final String mark = "mark-" + UUID.randomUUID();

  /** Starts to collect; what runs after the constructor has returned is collected. */
  RedisMonitor(RedisServer server) {
    this.server = server;
    try {
      connection = server.connect(Duration.ZERO);
      connection.call(RespConnection.bytes("MONITOR"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread reader = new Thread(this::read, "test-redis-monitor");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      while (true) {
        lines.add(String.valueOf(connection.read()));
      }
    } catch (IOException e) {
      lines.add("monitor ended: " + e.getMessage()); // the test that looks at lines sees why
    }
  }

  /**
   * Returns the lines so far, as Redis writes them: time, client, quoted words of the command. All
   * that the server has run before this call is in it, if the server answers.
   */
  public List<String> lines() {
    awaitArrival();
    return lines.stream().filter(line -> !line.contains(mark)).toList();
  }

  /** Returns the {@link #lines()} of one command, for example "XADD", in any case. */
  public List<String> linesOf(String command) {
    String quoted = "] \"" + command.toLowerCase(Locale.ROOT) + "\"";
    return lines().stream().filter(line -> line.toLowerCase(Locale.ROOT).contains(quoted)).toList();
  }

  /** Sends a command of its own and waits until it is seen: then all earlier ones were. */
  private void awaitArrival() {
    String word = mark + "-" + System.nanoTime();
    try {
      server.command("ECHO", word);
    } catch (UncheckedIOException e) {
      return; // a dead server sends nothing more
    }
    Waiting.until(
        ARRIVAL_LIMIT,
        () -> lines.stream().anyMatch(line -> line.contains(word) || line.startsWith("monitor ")),
        () -> "MONITOR of port " + server.port() + " sent no line in 10 s");
  }

  /** Stops collecting; the lines stay. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
