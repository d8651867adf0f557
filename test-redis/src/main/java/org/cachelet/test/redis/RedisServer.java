// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server process on a port of 127.0.0.1 that keeps nothing on disk. Thread-safe.
 *
 * <p>It ends with {@link #close()}, at the latest with the JVM.
 */
public final class RedisServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final Duration REPLY_LIMIT = Duration.ofSeconds(10);

  private final RedisBinary binary;
  private final Optional<String> password;
  private final Optional<TlsFiles> tls;
  private final boolean sentinel;
  private final int port;
  private final Path folder;

  @GuardedBy("this")
  private @Nullable Process process;

  /** Prepares a server that does not run yet. */
  RedisServer(RedisServerBuilder builder) {
    binary = builder.binary();
    password = builder.password();
    tls = builder.tlsFiles();
    sentinel = builder.isSentinel();
    port = builder.choosePort();
    folder = Leftovers.newFolder();
    try {
      Files.writeString(
          folder.resolve("redis.conf"), builder.configuration(port, folder.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server of Redis 7 with the defaults, see {@link RedisServerBuilder#start()}. */
  public static RedisServer start() {
    return builder().start();
  }

  /** Returns a builder for a server with other options, another version or another port. */
  public static RedisServerBuilder builder() {
    return new RedisServerBuilder();
  }

  /** Returns whether {@link #start()} finds a program that runs on this platform. */
  public static boolean isAvailable() {
    return isAvailable(RedisVersion.V7);
  }

  /** Returns whether a program of this version runs on this platform. */
  public static boolean isAvailable(RedisVersion version) {
    return whyUnavailable(version).isEmpty();
  }

  /** Returns why {@link #start()} finds no program that runs here, empty if it does find one. */
  public static String whyUnavailable() {
    return whyUnavailable(RedisVersion.V7);
  }

  /** Returns why no program of this version runs on this platform, empty if one does. */
  public static String whyUnavailable(RedisVersion version) {
    try {
      RedisBinary.of(version);
      return "";
    } catch (RedisUnavailableException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Returns the port that clients connect to. */
  public int port() {
    return port;
  }

  /**
   * Returns the address as "redis://127.0.0.1:6379", with "rediss" when the server has TLS, and
   * without the password if there is one.
   */
  public String url() {
    return (tls.isPresent() ? "rediss" : "redis") + "://127.0.0.1:" + port;
  }

  /** Returns the process that runs, or ran last. */
  public synchronized Process process() {
    if (process == null) {
      throw new IllegalStateException("the server on port " + port + " was never started");
    }
    return process;
  }

  /** Returns whether the process runs; a frozen one does. */
  public boolean isAlive() {
    return process().isAlive();
  }

  /** Returns the version as the server reports it, for example "7.0.15". */
  public String version() {
    return field(String.valueOf(command("INFO", "server")), "redis_version");
  }

  /**
   * Returns one field of the reply to INFO, for example "used_memory".
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public String info(String field) {
    return field(String.valueOf(command("INFO", "everything")), field);
  }

  private static String field(String info, String field) {
    return info.lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("INFO has no '" + field + "': " + info));
  }

  /**
   * Sends a command on a connection of its own and returns the reply: a String, a Long, a List of
   * such, or null.
   *
   * @throws RedisErrorException if the reply is an error
   * @throws UncheckedIOException if the server cannot be reached or does not answer in 10 s
   */
  public @Nullable Object command(String... arguments) {
    byte[][] bytes = Arrays.stream(arguments).map(RespConnection::bytes).toArray(byte[][]::new);
    return RespConnection.text(command(bytes));
  }

  /**
   * Sends a command as the other method does, but returns strings as {@code byte[]}; only a status
   * such as OK is still a String.
   */
  public @Nullable Object command(byte[]... arguments) {
    try (RespConnection connection = connect(REPLY_LIMIT)) {
      return connection.call(arguments);
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + ": " + e.getMessage(), e);
    }
  }

  /** Starts to collect the commands that the server runs. */
  public RedisMonitor monitor() {
    return new RedisMonitor(this);
  }

  /** Returns a new connection that has given the password. */
  RespConnection connect(Duration timeout) throws IOException {
    SocketFactory sockets = tls.map(TlsFiles::sockets).orElseGet(SocketFactory::getDefault);
    RespConnection connection = new RespConnection(sockets, port, timeout);
    if (password.isPresent()) {
      connection.call(RespConnection.bytes("AUTH"), RespConnection.bytes(password.get()));
    }
    return connection;
  }

  /** Returns all that the server wrote since it was first started. */
  public String logged() {
    try {
      return Files.readString(folder.resolve("log"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  /** Ends the process as a crash does (SIGKILL); does nothing if it has ended. */
  public void kill() {
    await(process().destroyForcibly());
  }

  /** Ends the process in order (SIGTERM), thawing it before; does nothing if it has ended. */
  public void stop() {
    thaw();
    Process running = process();
    running.destroy();
    await(running);
  }

  /** Stops the process in its tracks (SIGSTOP): connections stay open, nothing is answered. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen process go on (SIGCONT). */
  public void thaw() {
    signal("CONT");
  }

  /** Kills the process if it runs and starts another one, empty, on the same port. */
  public void restart() {
    kill();
    launch();
  }

  /** Kills the process and deletes its files; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (process != null) {
      kill();
    }
    Leftovers.delete(folder);
  }

  /** Starts the process and waits until it answers. */
  synchronized void launch() {
    ProcessBuilder command = new ProcessBuilder(binary.path().toString(), "redis.conf");
    if (sentinel) {
      command.command().add("--sentinel");
    }
    command.directory(folder.toFile()).redirectErrorStream(true);
    command.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    try {
      process = Leftovers.killAtEnd(command.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Waiting.until(START_LIMIT, () -> answers() || !isAlive(), () -> notStarted("in 30 s"));
    if (!isAlive()) {
      throw new RedisStartException(notStarted("but ended"));
    }
  }

  /** Returns whether the process ended since somebody else had taken the port in between. */
  boolean foundPortTaken() {
    return logged().contains("Failed listening on port");
  }

  private String notStarted(String how) {
    return "redis-server did not answer on port " + port + " " + how + ", it wrote: " + logged();
  }

  /** Returns whether it is this process that answers, not another one on the same port. */
  private boolean answers() {
    try {
      String info = String.valueOf(command("INFO", "server")); // also what a sentinel knows
      return field(info, "process_id").equals(String.valueOf(process().pid()));
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private void signal(String name) {
    Process running = process();
    if (running.isAlive()) {
      try {
        String line = "kill -" + name + " " + running.pid();
        await(new ProcessBuilder("sh", "-c", line).start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void await(Process ending) {
    try {
      if (!ending.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        ending.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a process ends", e);
    }
  }
}
