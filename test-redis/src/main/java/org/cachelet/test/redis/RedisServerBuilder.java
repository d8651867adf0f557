// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Says how a {@link RedisServer} is to be run. Used by one thread. */
public final class RedisServerBuilder {
  private static final int ATTEMPTS = 5;

  private final List<List<String>> options = new ArrayList<>();
  private RedisVersion version = RedisVersion.V7;
  private Optional<String> password = Optional.empty();
  private Optional<TlsFiles> tls = Optional.empty();
  private IntSupplier ports = FreePorts::next;
  private int port;
  private boolean sentinel;

  RedisServerBuilder() {}

  /**
   * Adds a line of redis.conf, which overrides the same line of the defaults.
   *
   * @param name as "maxmemory"
   * @param values as "10mb"; they are quoted, so they may hold any text
   */
  public RedisServerBuilder option(String name, String... values) {
    List<String> line = new ArrayList<>(List.of(name));
    line.addAll(List.of(values));
    return line(line);
  }

  /** Adds a line given as its name and values. */
  RedisServerBuilder line(List<String> line) {
    options.add(List.copyOf(line));
    if (line.get(0).equals("requirepass")) {
      password = Optional.of(line.get(1));
    }
    return this;
  }

  /** Sets the version of Redis; default is {@link RedisVersion#V7}. */
  public RedisServerBuilder version(RedisVersion version) {
    this.version = version;
    return this;
  }

  /** Sets the port; default is a free one, which is almost always the better choice. */
  public RedisServerBuilder port(int port) {
    this.port = port;
    return this;
  }

  /** Sets where a free port comes from, for tests. */
  RedisServerBuilder ports(IntSupplier ports) {
    this.ports = ports;
    return this;
  }

  /** Makes the server speak TLS only, with this certificate; clients need none. */
  public RedisServerBuilder tls(TlsFiles files) {
    tls = Optional.of(files);
    return this;
  }

  /** Makes the server a sentinel. */
  RedisServerBuilder sentinel() {
    sentinel = true;
    return this;
  }

  /**
   * Starts the server and waits until it answers.
   *
   * @throws RedisUnavailableException if this platform has no program of the version
   * @throws RedisStartException if the server does not answer; the message holds its output
   */
  public RedisServer start() {
    for (int attempt = 1; ; attempt++) {
      RedisServer server = new RedisServer(this);
      try {
        server.launch();
        return server;
      } catch (RuntimeException e) {
        boolean again = port == 0 && attempt < ATTEMPTS && server.foundPortTaken();
        server.close();
        if (!again) {
          throw e;
        }
      }
    }
  }

  /** Returns the program to run. */
  RedisBinary binary() {
    return RedisBinary.of(version);
  }

  /** Returns the port that was set, else a free one. */
  int choosePort() {
    return port == 0 ? ports.getAsInt() : port;
  }

  /** Returns the password that clients must give, if one was set. */
  Optional<String> password() {
    return password;
  }

  /** Returns the certificate if the server is to speak TLS. */
  Optional<TlsFiles> tlsFiles() {
    return tls;
  }

  /** Returns whether the server is to be a sentinel. */
  boolean isSentinel() {
    return sentinel;
  }

  /** Returns the text of the configuration file for a server on that port. */
  String configuration(int port, String folder) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("bind", "127.0.0.1"));
    lines.addAll(ports(port));
    lines.add(List.of("dir", folder));
    lines.add(List.of("protected-mode", "no"));
    if (!sentinel) {
      lines.add(List.of("save", ""));
      lines.add(List.of("appendonly", "no"));
      if (binary().majorVersion() >= 7) { // older ones allow DEBUG, but refuse the line
        lines.add(List.of("enable-debug-command", "yes"));
      }
    }
    lines.addAll(options);
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> append(text, line));
    return text.toString();
  }

  private List<List<String>> ports(int port) {
    if (tls.isEmpty()) {
      return List.of(List.of("port", String.valueOf(port)));
    }
    return List.of(
        List.of("port", "0"),
        List.of("tls-port", String.valueOf(port)),
        List.of("tls-cert-file", tls.get().certificate().toString()),
        List.of("tls-key-file", tls.get().key().toString()),
        List.of("tls-ca-cert-file", tls.get().certificate().toString()),
        List.of("tls-auth-clients", "no"));
  }

  private static void append(StringBuilder text, List<String> line) {
    text.append(line.get(0));
    for (String value : line.subList(1, line.size())) {
      String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
      text.append(" \"").append(escaped).append('"');
    }
    text.append('\n');
  }
}
