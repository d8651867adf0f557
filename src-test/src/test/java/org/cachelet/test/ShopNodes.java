// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cachelet.test.redis.RedisServer;

/** The demo's WAR in a Tomcat and in a Jetty, on one Redis and one database. */
final class ShopNodes implements AutoCloseable {
  private final RedisServer redis = RedisServer.start();
  private final List<Container> nodes = new ArrayList<>();

  /** Starts the nodes one after the other, as the first fills the database. */
  ShopNodes(Path folder) throws IOException {
    for (Distribution one : List.of(Distribution.TOMCAT_11, Distribution.JETTY_EE11)) {
      Path base = Files.createDirectory(folder.resolve(one.name()));
      Path webapps = Files.createDirectory(base.resolve("webapps"));
      Files.copy(Path.of("target/demo.war"), webapps.resolve("ROOT.war"));
      Container node = new Container(one, base, settings(folder));
      nodes.add(node);
      node.awaitReady("/");
    }
  }

  /** Returns what the README sets for two shops. */
  private Map<String, String> settings(Path folder) {
    return Map.of(
        "SHOP_JDBC_URL",
        "jdbc:h2:file:" + folder.resolve("shop") + ";AUTO_SERVER=TRUE",
        "CACHELET_REDIS_URL",
        redis.url(),
        "CACHELET_SESSION_REDIS_TIMEOUT",
        "10s"); // a busy machine is no slow Redis
  }

  /** Returns the Tomcat. */
  Container first() {
    return nodes.get(0);
  }

  /** Returns the Jetty. */
  Container second() {
    return nodes.get(1);
  }

  /** Returns all that both of them wrote. */
  String log() {
    return first().log() + second().log();
  }

  /** Ends Redis, which keeps what it has on disk. */
  void stopRedis() {
    redis.command("SAVE");
    redis.stop();
  }

  /** Starts Redis with what it had. */
  void restartRedis() {
    redis.restart();
  }

  @Override
  public void close() throws Exception {
    for (int i = nodes.size() - 1; i >= 0; i--) { // the first serves the database
      nodes.get(i).stop();
    }
    redis.close();
  }
}
