// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.time.Duration;
import java.util.List;

/** Faults of the network between nodes and server. */
public final class NetworkFaults {
  private NetworkFaults() {}

  /** Returns those by which bytes come late or not at all. */
  public static List<Fault<SingleRedis>> all() {
    return List.of(
        healing("F18", "packets dropped both ways", (redis, duration) -> redis.proxy().blackhole()),
        healing("F20a", "only the log's connection half-open", NetworkFaults::cutTheLog),
        healing("F20b", "all connections half-open", (redis, duration) -> redis.proxy().halfOpen()),
        healing(
            "F20c",
            "packets held back, then delivered",
            (redis, duration) -> redis.proxy().stall()),
        healing("F21a", "latency +20 ms", (redis, duration) -> delay(redis, 10)),
        healing("F21b", "latency +200 ms", (redis, duration) -> delay(redis, 100)),
        healing("F22", "reset, then refused", (redis, duration) -> redis.proxy().refuse()),
        healing("F23", "replies truncated", (redis, duration) -> redis.proxy().truncateReplies(20)),
        healing("F24", "replies corrupted", (redis, duration) -> redis.proxy().corruptReplies(20)),
        healing("F25", "64 KB/s", (redis, duration) -> redis.proxy().bandwidth(64 << 10)));
  }

  private static Fault<SingleRedis> healing(String id, String text, Fault.Act<SingleRedis> inject) {
    return Fault.of(id, text, inject).healedBy((redis, duration) -> redis.proxy().heal());
  }

  private static void cutTheLog(SingleRedis redis, Duration duration) {
    redis.proxy().onlyConnectionsThatSaid("XREAD").halfOpen();
  }

  private static void delay(SingleRedis redis, int millisEachWay) {
    Duration delay = Duration.ofMillis(millisEachWay);
    redis.proxy().latency(delay, delay);
  }
}
