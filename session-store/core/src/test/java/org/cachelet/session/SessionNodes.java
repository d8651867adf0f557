// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.Settings;
import org.cachelet.test.redis.RedisServer;

/** Nodes of one application that share their sessions over Redis. */
final class SessionNodes {
  /** Longer than anything takes. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  /** The timeout of sessions here. */
  static final Duration TIMEOUT = Duration.ofMinutes(30);

  private SessionNodes() {}

  /** Opens a node, and waits until it is connected. */
  static Sessions open(String url, String... more) {
    return open(url, session -> {}, more);
  }

  /** Opens a node that tells a listener of expired sessions. */
  static Sessions open(String url, Consumer<Session> onExpired, String... more) {
    Sessions sessions = start(url, onExpired, more);
    awaitTrue(
        () -> {
          sessions.admin().count();
          return true;
        });
    return sessions;
  }

  /** Opens a node, connected or not. */
  static Sessions start(String url, Consumer<Session> onExpired, String... more) {
    return Sessions.builder()
        .settings(settings(url, more))
        .application("/shop")
        .ownClasses(List.of("org.cachelet.session.*"))
        .onExpired(onExpired)
        .open();
  }

  /** Returns settings: keys without {@code cachelet.session.} in turn with values. */
  static Settings settings(String url, String... more) {
    Map<String, String> values = new HashMap<>();
    values.put("cachelet.redis.url", url);
    values.put("cachelet.session.redis-timeout", "5s"); // a busy machine is no slow Redis
    for (int i = 0; i < more.length; i += 2) {
      values.put("cachelet.session." + more[i], more[i + 1]);
    }
    return Settings.builder()
        .map("test", values)
        .build(SettingGroup.allIn(SessionNodes.class.getClassLoader()));
  }

  static void awaitTrue(Callable<Boolean> condition) {
    await().atMost(LIMIT).ignoreExceptions().until(condition);
  }

  /** Makes a session look as if its last access had been so long ago. */
  static void age(RedisServer server, Session session, Duration age) {
    String key = "cachelet:#session:shop:s:{" + session.storage() + "}";
    Object last = server.command("HGET", key, "#a");
    long then = Long.parseLong(String.valueOf(last)) - age.toMillis();
    server.command("HSET", key, "#a", Long.toString(then));
    for (int shard = 0; shard < SessionKeys.SHARDS; shard++) {
      String deadlines = "cachelet:#session:shop:x:{" + shard + "}";
      if (server.command("ZSCORE", deadlines, session.storage()) != null) {
        server.command("ZADD", deadlines, "1", session.storage());
      }
    }
  }
}
