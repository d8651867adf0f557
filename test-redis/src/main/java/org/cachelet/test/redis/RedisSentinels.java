// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A master, its replicas and three sentinels that make a replica the master. Thread-safe. */
public final class RedisSentinels implements AutoCloseable {
  /** The name under which the sentinels know the master. */
  static final String MASTER_NAME = "mymaster";

  private static final int SENTINELS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<RedisServer> servers = new CopyOnWriteArrayList<>();
  private final List<RedisServer> sentinels = new CopyOnWriteArrayList<>();

  RedisSentinels() {}

  /** Starts a master, one replica and three sentinels. */
  public static RedisSentinels start() {
    return builder().start();
  }

  /** Returns a builder for other numbers and times. */
  public static RedisSentinelsBuilder builder() {
    return new RedisSentinelsBuilder();
  }

  /** Starts all processes, see {@link RedisSentinelsBuilder#start()}. */
  void launch(RedisSentinelsBuilder builder) {
    RedisServer master = builder.master().start();
    servers.add(master);
    for (int i = 0; i < builder.replicas(); i++) {
      servers.add(builder.replica(master.port()).start());
    }
    String replicas = String.valueOf(builder.replicas());
    await("replicas", () -> master.info("connected_slaves").equals(replicas) && allInStep(master));
    for (int i = 0; i < SENTINELS; i++) {
      sentinels.add(builder.sentinel(master.port()).start());
    }
    await("sentinels", () -> sentinels.stream().allMatch(s -> knowsAll(s, replicas)));
  }

  private static boolean allInStep(RedisServer master) {
    String info = String.valueOf(master.command("INFO", "replication"));
    return info.lines()
        .filter(line -> line.startsWith("slave") && line.contains(":ip="))
        .allMatch(line -> line.contains("state=online"));
  }

  private static boolean knowsAll(RedisServer sentinel, String replicas) {
    if (!(sentinel.command("SENTINEL", "MASTER", MASTER_NAME) instanceof List<?> fields)) {
      return false;
    }
    return valueOf("num-slaves", fields).equals(replicas)
        && valueOf("num-other-sentinels", fields).equals(String.valueOf(SENTINELS - 1))
        && valueOf("flags", fields).equals("master");
  }

  private static String valueOf(String name, List<?> fields) {
    return String.valueOf(fields.get(fields.indexOf(name) + 1));
  }

  /** Returns the address as "redis+sentinel://127.0.0.1:1,127.0.0.1:2,127.0.0.1:3/mymaster". */
  public String url() {
    return sentinels.stream()
        .map(sentinel -> "127.0.0.1:" + sentinel.port())
        .collect(Collectors.joining(",", "redis+sentinel://", "/" + MASTER_NAME));
  }

  /** Returns the port that the first sentinel that answers names as the master's. */
  public int masterPort() {
    for (RedisServer sentinel : sentinels) {
      try {
        return masterPort(sentinel);
      } catch (UncheckedIOException e) {
        // killed or frozen by the test
      }
    }
    throw new IllegalStateException("no sentinel answers");
  }

  private static int masterPort(RedisServer sentinel) {
    Object address = sentinel.command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME);
    if (address instanceof List<?> parts) {
      return Integer.parseInt(String.valueOf(parts.get(1)));
    }
    throw new IllegalStateException("a sentinel knows no " + MASTER_NAME + ": " + address);
  }

  /** Returns the server that the sentinels name as the master now. */
  public RedisServer master() {
    int port = masterPort();
    return servers.stream().filter(server -> server.port() == port).findFirst().orElseThrow();
  }

  /** Returns all servers that are not the master now, dead ones too. */
  public List<RedisServer> replicas() {
    int port = masterPort();
    return servers.stream().filter(server -> server.port() != port).toList();
  }

  /** Returns the sentinels. */
  public List<RedisServer> sentinels() {
    return List.copyOf(sentinels);
  }

  /**
   * Waits until all sentinels that live name another master, which takes writes, and returns it.
   *
   * @throws RedisStartException if that takes over 60 s
   */
  public RedisServer awaitMasterInsteadOf(RedisServer old) {
    await("another master than " + old.port(), () -> isReplaced(old));
    return master();
  }

  private boolean isReplaced(RedisServer old) {
    return sentinels.stream()
            .filter(RedisServer::isAlive)
            .allMatch(sentinel -> masterPort(sentinel) != old.port())
        && master().info("role").equals("master");
  }

  private void await(String what, BooleanSupplier condition) {
    Waiting.until(LIMIT, condition, () -> "no " + what + " after 60 s: " + logged());
  }

  private String logged() {
    return sentinels.stream().map(RedisServer::logged).collect(Collectors.joining("\n"));
  }

  /** Kills all processes. */
  @Override
  public void close() {
    sentinels.forEach(RedisServer::close);
    servers.forEach(RedisServer::close);
  }
}
