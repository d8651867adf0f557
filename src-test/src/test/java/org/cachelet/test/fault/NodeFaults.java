// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Delivery;
import org.cachelet.test.fault.Fault.Times;

/** Faults of a node, with Redis and network in order. */
final class NodeFaults {
  private static final Duration NO_TIME = Duration.ZERO;
  private static final Duration LONG_RENDERING = Duration.ofSeconds(60);
  private static final Duration WARM = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private NodeFaults() {}

  /** Returns the figures of two nodes of which one has another time of day. */
  static Figures clockIsOff(Duration by, Duration duration) throws Exception {
    Fault<SingleRedis> none = Fault.of("F32", "clock off", (redis, d) -> {});
    InstantSource time = Clock.offset(Clock.systemUTC(), by);
    return new Trial<>(
            none,
            duration,
            (source, settings) -> {
              Caches caches =
                  Caches.builder().settings(SharedNodes.checked(settings)).time(time).build();
              return Node.start(source, settings, caches);
            })
        .run();
  }

  /** Returns what visitors of a node see after it was paused while all of its pages changed. */
  static Figures nodeIsPaused(Duration duration) throws Exception {
    Source source = new Source();
    try (SingleRedis redis = SingleRedis.start();
        Node node = Node.start(source, Node.settings(redis.url()));
        NodeProcess other = SiteProcess.start(redis.url(), node.port(), NO_TIME)) {
      try (Load load = new Load(source, other.port())) {
        Thread.sleep(WARM.toMillis()); // what is measured is not how a JVM starts
      }
      Load.fill(node.port(), other.port());
      other.pause();
      changeAll(source, node.caches());
      Thread.sleep(duration.toMillis());
      other.resume();
      long resumed = System.nanoTime();
      try (Load load = new Load(source, other.port())) {
        Thread.sleep(duration.toMillis());
        return Figures.of(load.samples(), new Times(resumed, resumed, System.nanoTime()));
      }
    }
  }

  private static void changeAll(Source source, Caches caches) {
    for (int id = 0; id < Source.PAGES; id++) {
      long version = source.change(id);
      Delivery delivery = caches.invalidateTags("page:" + id);
      if (delivery != Delivery.DELIVERED) {
        throw new IllegalStateException("the invalidation of page " + id + " is " + delivery);
      }
      source.acknowledged(id).deliver(version);
    }
  }

  /** Returns how long a visitor waits for a page whose maker, on another node, was killed. */
  static Duration leaderIsKilled() throws Exception {
    Source source = new Source();
    try (SingleRedis redis = SingleRedis.start();
        Node node = Node.start(source, Node.settings(redis.url()));
        NodeProcess other = SiteProcess.start(redis.url(), node.port(), LONG_RENDERING);
        HttpConnection visitor = new HttpConnection(node.port())) {
      visitor.get("/page/1"); // so that what is measured is not the first request
      awaitRedis(other);
      int port = other.port();
      Thread leader = new Thread(() -> visitInVain(port), "test-leader");
      leader.start();
      await().atMost(PATIENCE).until(() -> !leases(redis).isEmpty());
      other.kill();
      leader.join();
      long begun = System.nanoTime();
      visitor.get("/page/0");
      return Duration.ofNanos(System.nanoTime() - begun);
    }
  }

  /** Waits until a node has a connection, without which it takes no leases. */
  private static void awaitRedis(NodeProcess node) throws IOException {
    try (HttpConnection connection = new HttpConnection(node.port())) {
      await().atMost(PATIENCE).until(() -> connection.get("/put/1").isHit());
    }
  }

  private static void visitInVain(int port) {
    try (HttpConnection connection = new HttpConnection(port)) {
      throw new IllegalStateException("answered " + connection.get("/page/0").status());
    } catch (IOException e) {
      // the node was killed meanwhile
    }
  }

  private static List<?> leases(SingleRedis redis) {
    return redis.server().command("KEYS", "site:lease:*") instanceof List<?> keys
        ? keys
        : List.of();
  }
}
