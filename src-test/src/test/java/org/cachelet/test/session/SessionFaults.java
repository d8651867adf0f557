// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.session;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cachelet.test.fault.Fault;
import org.cachelet.test.fault.Fault.Course;
import org.cachelet.test.fault.Fault.Span;
import org.cachelet.test.fault.NetworkFaults;
import org.cachelet.test.fault.ServerFaults;
import org.cachelet.test.fault.SingleRedis;
import org.cachelet.test.fault.TopologyFaults;
import org.cachelet.test.redis.RedisCluster;
import org.cachelet.test.redis.RedisServer;

/** The faults that sessions are tried with. */
final class SessionFaults {
  private static final List<String> UNNOTICED = List.of("F00", "F11");
  private static final List<String> FORGETTING = List.of("F02", "F03", "F08", "F31");

  /** Those that are about pages, or like another one for sessions. */
  private static final List<String> LEFT_OUT =
      List.of("F20a", "F20b", "F20c", "F21a", "F21b", "F25");

  private static final int KILLS = 3;
  private static final int SLOTS = 16_384;

  private SessionFaults() {}

  /** Returns all. */
  static Stream<SessionTrial<?>> all() {
    return Stream.concat(
        Stream.of(
                List.of(
                    none(),
                    scriptsForbiddenAtStart(),
                    Fault.of(
                        "F11",
                        "CLIENT KILL TYPE normal, three times",
                        SessionFaults::killConnections)),
                ServerFaults.silent(),
                refusing(),
                NetworkFaults.all())
            .flatMap(List::stream)
            .filter(fault -> !LEFT_OUT.contains(fault.id()))
            .map(fault -> new SessionTrial<>(fault, boundsOf(fault.id()))),
        TopologyFaults.ofSentinels().stream()
            .map(fault -> new SessionTrial<>(fault, Bounds.SET_BACK)));
  }

  /** Returns what visitors see of sessions when nothing is wrong. */
  static Fault<SingleRedis> none() {
    return Fault.of("F00", "no fault", (redis, duration) -> {});
  }

  private static List<Fault<SingleRedis>> refusing() {
    return ServerFaults.refusing().stream().filter(fault -> !fault.id().equals("F11")).toList();
  }

  /** Kills connections again and again, so that some have a command under way. */
  private static void killConnections(SingleRedis redis, Duration duration)
      throws InterruptedException {
    for (int i = 0; i < KILLS; i++) {
      redis.server().command("CLIENT", "KILL", "TYPE", "normal");
      Thread.sleep(duration.toMillis() / KILLS);
    }
  }

  /** Returns what visitors see of sessions when one of three masters dies. */
  static SessionTrial<RedisCluster> deadMaster() {
    Fault<RedisCluster> fault =
        new Fault<>(
            "F16",
            "Cluster: one of three masters killed",
            () -> RedisCluster.builder().replicas(1).start(),
            RedisCluster::url,
            new Course<>(
                Span.A_MOMENT, (cluster, duration) -> failOver(cluster), (cluster, duration) -> {}),
            TopologyFaults.LIMITS);
    return new SessionTrial<>(fault, Bounds.SET_BACK);
  }

  /** Returns which of these sessions are on the master that will die. */
  static Set<String> onDeadMaster(RedisCluster cluster, Set<String> storages) {
    return storages.stream()
        .filter(storage -> cluster.ownerOf("{" + storage + "}") == cluster.nodes().get(0))
        .collect(Collectors.toSet());
  }

  private static void failOver(RedisCluster cluster) {
    RedisServer master = cluster.nodes().get(0);
    int slot =
        IntStream.range(0, SLOTS)
            .filter(s -> cluster.ownerOf(s) == master)
            .findFirst()
            .orElseThrow();
    master.kill();
    cluster.awaitOwnerInsteadOf(master, slot);
  }

  private static Fault<SingleRedis> scriptsForbiddenAtStart() {
    return Fault.of(
            "F10c",
            "ACL forbids scripts at start",
            (redis, duration) -> redis.setUser("-eval", "-evalsha", "-script"))
        .healedBy((redis, duration) -> redis.setUser("+@all"))
        .fromStart();
  }

  private static Bounds boundsOf(String id) {
    if (UNNOTICED.contains(id)) {
      return Bounds.UNNOTICED;
    }
    return FORGETTING.contains(id) ? Bounds.FORGOTTEN : Bounds.USUAL;
  }
}
