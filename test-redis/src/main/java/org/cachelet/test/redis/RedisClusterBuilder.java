// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.util.ArrayList;
import java.util.List;

/** Says how a {@link RedisCluster} is to be run. Used by one thread. */
public final class RedisClusterBuilder {
  private final List<List<String>> options = new ArrayList<>();
  private int replicas;
  private RedisVersion version = RedisVersion.V7;

  RedisClusterBuilder() {}

  /** Sets how many replicas each master has; default is 0, with 1 a killed master is replaced. */
  public RedisClusterBuilder replicas(int perMaster) {
    replicas = perMaster;
    return this;
  }

  /** Sets the version of all nodes; default is {@link RedisVersion#V7}. */
  public RedisClusterBuilder version(RedisVersion version) {
    this.version = version;
    return this;
  }

  /** Adds a line of redis.conf to all nodes, see {@link RedisServerBuilder#option}. */
  public RedisClusterBuilder option(String name, String... values) {
    List<String> line = new ArrayList<>(List.of(name));
    line.addAll(List.of(values));
    options.add(line);
    return this;
  }

  /**
   * Starts the nodes and waits until all of them say that the cluster is ready.
   *
   * @throws RedisUnavailableException if this platform has no program of the version
   * @throws RedisStartException if it does not become ready
   */
  public RedisCluster start() {
    RedisCluster cluster = new RedisCluster();
    try {
      cluster.launch(this);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Returns how many replicas each master has. */
  int replicas() {
    return replicas;
  }

  /** Returns a builder for a node. */
  RedisServerBuilder node() {
    RedisServerBuilder builder =
        RedisServer.builder()
            .version(version)
            .option("cluster-enabled", "yes")
            .option("cluster-node-timeout", "2000")
            .option("cluster-require-full-coverage", "no")
            .option("repl-diskless-sync", "yes")
            .option("repl-diskless-sync-delay", "0");
    options.forEach(builder::line);
    return builder;
  }
}
