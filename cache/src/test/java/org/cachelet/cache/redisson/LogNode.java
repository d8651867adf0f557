// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import org.cachelet.cache.Entry;
import org.cachelet.cache.SharedLogs;
import org.cachelet.redis.RedisClient;
import org.cachelet.redis.RedisOptions;

/** A node with connections of its own to a log in Redis. */
final class LogNode implements AutoCloseable {
  static final String PREFIX = "shop";
  static final String KEY = PREFIX + ":log";
  static final Duration LIMIT = Duration.ofSeconds(30);

  final RedisClient data;
  final RedisClient tail;
  final RedisClock clock = new RedisClock(InstantSource.system());
  final RedisLogStream stream;
  final SharedLogs node;

  private LogNode(String url) {
    RedisOptions options = RedisOptions.builder().url(url).build();
    data = RedisClient.open(options);
    tail = data.openBeside(options.toBuilder().connections(1).build());
    stream = new RedisLogStream(data, tail, PREFIX, clock);
    node = new SharedLogs(stream);
  }

  /** Starts a node that need not reach the log. */
  static LogNode start(String url) {
    return new LogNode(url);
  }

  /** Starts a node and waits until it has read the log. */
  static LogNode startCurrent(String url) {
    return start(url).awaitCurrent();
  }

  LogNode awaitCurrent() {
    await().atMost(LIMIT).until(node.log()::isCurrent);
    return this;
  }

  LogNode awaitLost() {
    await().atMost(LIMIT).until(() -> !node.log().isCurrent());
    return this;
  }

  /** Waits until an entry is invalid here. */
  void awaitInvalid(Entry entry) {
    await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> node.isInvalid(entry));
  }

  /** Waits until all that this node invalidated has arrived. */
  void awaitDelivered() {
    await().atMost(LIMIT).until(() -> node.pending() == 0);
  }

  @Override
  public void close() {
    node.close();
    tail.close();
    data.close();
  }
}
