// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says how {@link RedisSentinels} are to be run. Used by one thread. */
public final class RedisSentinelsBuilder {
  private final List<List<String>> options = new ArrayList<>();
  private int replicas = 1;
  private Duration downAfter = Duration.ofSeconds(1);
  private RedisVersion version = RedisVersion.V7;

  RedisSentinelsBuilder() {}

  /** Sets how many replicas the master has, 1 or more; default is 1. */
  public RedisSentinelsBuilder replicas(int count) {
    replicas = count;
    return this;
  }

  /** Sets after what silence the master counts as down; default is 1 s. */
  public RedisSentinelsBuilder downAfter(Duration silence) {
    downAfter = silence;
    return this;
  }

  /** Sets the version of all processes; default is {@link RedisVersion#V7}. */
  public RedisSentinelsBuilder version(RedisVersion version) {
    this.version = version;
    return this;
  }

  /** Adds a line of redis.conf to master and replicas, see {@link RedisServerBuilder#option}. */
  public RedisSentinelsBuilder option(String name, String... values) {
    List<String> line = new ArrayList<>(List.of(name));
    line.addAll(List.of(values));
    options.add(line);
    return this;
  }

  /**
   * Starts the processes and waits until the sentinels know each other and all replicas.
   *
   * @throws RedisUnavailableException if this platform has no program of the version
   * @throws RedisStartException if they do not find each other
   */
  public RedisSentinels start() {
    RedisSentinels sentinels = new RedisSentinels();
    try {
      sentinels.launch(this);
      return sentinels;
    } catch (RuntimeException e) {
      sentinels.close();
      throw e;
    }
  }

  /** Returns how many replicas the master has. */
  int replicas() {
    return replicas;
  }

  /** Returns a builder for the master. */
  RedisServerBuilder master() {
    RedisServerBuilder builder = RedisServer.builder().version(version);
    builder.option("repl-diskless-sync", "yes").option("repl-diskless-sync-delay", "0");
    options.forEach(builder::line);
    return builder;
  }

  /** Returns a builder for a replica of the server on that port. */
  RedisServerBuilder replica(int masterPort) {
    return master().option("replicaof", "127.0.0.1", String.valueOf(masterPort));
  }

  /** Returns a builder for a sentinel that watches the server on that port. */
  RedisServerBuilder sentinel(int masterPort) {
    String name = RedisSentinels.MASTER_NAME;
    String silence = String.valueOf(downAfter.toMillis());
    return RedisServer.builder()
        .version(version)
        .sentinel()
        .option("sentinel", "monitor", name, "127.0.0.1", String.valueOf(masterPort), "2")
        .option("sentinel", "down-after-milliseconds", name, silence)
        .option("sentinel", "failover-timeout", name, "3000");
  }
}
