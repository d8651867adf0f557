// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.cachelet.test.redis.RedisMonitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Two servers with one application and one Redis, for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
abstract class TwoNodes {
  /** Marks what is the same on all versions of a container, and so need not run on each. */
  static final String NEUTRAL = "neutral";

  /** Longer than anything takes. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  /** The Redis of both. */
  final RedisServer redis = RedisServer.start();

  private final Container container;
  private final List<Container.Node> nodes = new ArrayList<>();

  TwoNodes(Container container) {
    this.container = container;
  }

  @BeforeAll
  final void startNodes() throws Exception {
    start(application("first"));
    start(application("second"));
  }

  @BeforeEach
  final void forgetOtherTests() {
    Events.clear();
    Gates.closeAll();
  }

  @AfterAll
  final void stopNodes() throws Exception {
    try {
      for (Container.Node node : nodes) {
        node.stop();
      }
    } finally {
      redis.close();
    }
  }

  /** Returns what runs on a node; contracts add to it. */
  TestApplication application(String node) {
    return TestApplication.of(node, redis.url());
  }

  /** Starts one more node, which is stopped with the others. */
  final Container.Node start(TestApplication application) throws Exception {
    Container.Node node = Objects.requireNonNull(container.start(application));
    nodes.add(node);
    String target =
        application.contextPath() + "/do/it" + Visitor.query("set:warm:yes", "changeId");
    awaitTrue(
        () -> {
          Visitor visitor = new Visitor(); // connects, and makes all scripts known
          visitor.get(node, target);
          return visitor.get(node, target.replace("yes", "no")).status() == 200;
        });
    return node;
  }

  /** Stops a node before the others. */
  final void stop(Container.Node node) throws Exception {
    nodes.remove(node);
    node.stop();
  }

  /** Returns one of the nodes. */
  final Container.Node first() {
    return nodes.get(0);
  }

  /** Returns the other one. */
  final Container.Node second() {
    return nodes.get(1);
  }

  /** Returns the scripts on sessions that Redis ran, of those a monitor saw. */
  static List<String> scripts(RedisMonitor monitor) {
    return monitor.lines().stream()
        .filter(line -> line.toUpperCase(Locale.ROOT).contains("\"EVALSHA\""))
        .filter(line -> line.contains(":s:{"))
        .toList();
  }

  /** Returns how many keys of sessions there are. */
  final int sessionKeys() {
    Object keys = redis.command("KEYS", "cachelet:#session:*:s:{*}");
    return ((List<?>) Objects.requireNonNull(keys)).size();
  }

  /** Makes a session look as if its last access had been an hour ago. */
  final void letExpire(String sessionId) {
    String storage = sessionId.substring(0, 16);
    String key = "cachelet:#session:%:s:{" + storage + "}";
    long then = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
    redis.command("HSET", key, "#a", Long.toString(then));
    for (int shard = 0; shard < 16; shard++) {
      String deadlines = "cachelet:#session:%:x:{" + shard + "}";
      if (redis.command("ZSCORE", deadlines, storage) != null) {
        redis.command("ZADD", deadlines, "1", storage);
      }
    }
  }

  static void awaitTrue(Callable<Boolean> condition) {
    await().atMost(LIMIT).ignoreExceptions().until(condition);
  }
}
