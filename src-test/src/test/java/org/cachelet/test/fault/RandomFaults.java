// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.cachelet.test.redis.FaultProxy;
import org.cachelet.test.redis.RedisServer;

/** Breaks the Redis of some nodes, or the network of one, at random. Used by one thread. */
final class RandomFaults {
  private static final Duration LATENCY = Duration.ofMillis(40);

  private final SharedNodes nodes;
  private final Random random;

  /** Breaks what these nodes use, in the same order for the same random numbers. */
  RandomFaults(SharedNodes nodes, Random random) {
    this.nodes = nodes;
    this.random = random;
  }

  /** A fault that is there from one call to the other. */
  private record Break(String name, Runnable begin, Runnable end) {
    /** Returns one that needs no end. */
    static Break once(String name, Runnable begin) {
      return new Break(name, begin, () -> {});
    }

    /** Returns one that a proxy heals. */
    static Break of(String name, FaultProxy proxy, Runnable begin) {
      return new Break(name, begin, proxy::heal);
    }
  }

  /** Lets one fault come, waits up to 3 s, lets it go, waits as long again; returns its name. */
  String next() throws InterruptedException {
    Break fault = any();
    fault.begin().run();
    Thread.sleep(random.nextInt(3_000));
    fault.end().run();
    Thread.sleep(random.nextInt(3_000));
    return fault.name();
  }

  private Break any() {
    RedisServer server = nodes.server();
    FaultProxy proxy = nodes.proxies().get(random.nextInt(nodes.proxies().size()));
    List<Break> all =
        List.of(
            new Break("freeze", server::freeze, server::thaw),
            new Break("kill", server::kill, server::restart),
            Break.once("restart", server::restart),
            Break.once("FLUSHALL", () -> server.command("FLUSHALL")),
            Break.once("CLIENT KILL", () -> server.command("CLIENT", "KILL", "TYPE", "normal")),
            Break.of("blackhole", proxy, proxy::blackhole),
            Break.of("half-open", proxy, proxy::halfOpen),
            Break.of(
                "half-open log", proxy, () -> proxy.onlyConnectionsThatSaid("XREAD").halfOpen()),
            Break.of("stall", proxy, proxy::stall),
            Break.of("latency", proxy, () -> proxy.latency(LATENCY, LATENCY)),
            Break.of("reset", proxy, proxy::resetAll),
            Break.of("refuse", proxy, proxy::refuse),
            Break.of("truncate", proxy, () -> proxy.truncateReplies(10)),
            Break.of("corrupt", proxy, () -> proxy.corruptReplies(10)));
    return all.get(random.nextInt(all.size()));
  }
}
