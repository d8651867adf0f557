// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.util.List;
import org.cachelet.test.fault.Fault.Act;
import org.cachelet.test.fault.Fault.Course;
import org.cachelet.test.fault.Fault.Span;
import org.cachelet.test.redis.RedisCluster;
import org.cachelet.test.redis.RedisSentinels;
import org.cachelet.test.redis.RedisServer;

/** Faults where there are several servers. */
public final class TopologyFaults {
  /** What faults of these may cost pages. */
  public static final Limits LIMITS = Limits.USUAL;

  private static final String LOG = "site:log";
  private static final int SLOTS_MOVED = 5;

  private TopologyFaults() {}

  /** Returns those of a master whose replica takes over. */
  public static List<Fault<RedisSentinels>> ofSentinels() {
    return List.of(
        sentinels("F14a", "Sentinel: master killed", RedisServer::kill),
        sentinels("F14b", "Sentinel: master frozen", RedisServer::freeze));
  }

  /** Returns those of a cluster. */
  static List<Fault<RedisCluster>> ofClusters() {
    return List.of(
        cluster("F15", "Cluster: slots move (MOVED, ASK)", (cluster, d) -> moveSlots(cluster)),
        cluster("F16", "Cluster: the log's master killed", (cluster, d) -> failOver(cluster))
            .on(() -> RedisCluster.builder().replicas(1).start())
            .within(Limits.USUAL.withMax(Limits.LEASE)),
        cluster("F17", "CLUSTERDOWN", (cluster, d) -> cluster.nodes().get(0).kill())
            .healedBy((cluster, d) -> restart(cluster))
            .on(
                () ->
                    RedisCluster.builder().option("cluster-require-full-coverage", "yes").start()));
  }

  /** A thing that is done to a server. */
  private interface Blow {
    void to(RedisServer server);
  }

  /** Returns a fault that is over when a replica has become the master. */
  private static Fault<RedisSentinels> sentinels(String id, String text, Blow blow) {
    Act<RedisSentinels> inject =
        (redis, duration) -> {
          RedisServer master = redis.master();
          blow.to(master);
          redis.awaitMasterInsteadOf(master);
        };
    return new Fault<>(
        id,
        text,
        RedisSentinels::start,
        RedisSentinels::url,
        new Course<>(Span.A_MOMENT, inject, (redis, duration) -> {}),
        Limits.USUAL);
  }

  private static Fault<RedisCluster> cluster(String id, String text, Act<RedisCluster> inject) {
    return new Fault<>(
        id,
        text,
        RedisCluster::start,
        RedisCluster::url,
        new Course<>(Span.A_MOMENT, inject, (redis, duration) -> {}),
        Limits.USUAL);
  }

  /** Moves the slot of the log, and some others, to another master. */
  private static void moveSlots(RedisCluster cluster) {
    int first = cluster.slotOf(LOG);
    for (int slot = first; slot < first + SLOTS_MOVED; slot++) {
      RedisServer owner = cluster.ownerOf(slot);
      RedisServer other = cluster.nodes().get(owner == cluster.nodes().get(0) ? 1 : 0);
      cluster.migrateSlot(slot, owner, other);
    }
  }

  private static void failOver(RedisCluster cluster) {
    RedisServer owner = cluster.ownerOf(LOG);
    owner.kill();
    cluster.awaitOwnerInsteadOf(owner, cluster.slotOf(LOG));
  }

  private static void restart(RedisCluster cluster) {
    cluster.nodes().get(0).restart();
    cluster.awaitReady();
  }
}
