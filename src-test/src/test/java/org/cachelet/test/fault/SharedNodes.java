// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.cachelet.cache.Caches;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.Settings;
import org.cachelet.test.redis.FaultProxy;
import org.cachelet.test.redis.RedisServer;

/** Three nodes without servlets that share a Redis, each over a network of its own. Thread-safe. */
final class SharedNodes implements AutoCloseable {
  private static final int NODES = 3;

  private final RedisServer server = RedisServer.start();
  private final List<FaultProxy> proxies = new ArrayList<>();
  private final List<Caches> nodes = new ArrayList<>();

  /** Starts them. */
  SharedNodes() {
    for (int i = 0; i < NODES; i++) {
      FaultProxy proxy = FaultProxy.to(server.port());
      proxies.add(proxy);
      nodes.add(Caches.of(settings(proxy.url())));
    }
  }

  private static Settings settings(String redisUrl) {
    Map<String, String> map = new HashMap<>();
    map.put("cachelet.redis.url", redisUrl);
    map.put("cachelet.prefix", "shared");
    map.put("cachelet.jmx", "off");
    map.put("cachelet.cache.default.ttl", "10m");
    map.put("cachelet.cache.near.store", "tiered");
    map.put("cachelet.cache.far.store", "redis");
    return checked(map);
  }

  /** Returns settings for caches that are made in code. */
  static Settings checked(Map<String, String> settings) {
    List<SettingGroup> groups = new ArrayList<>();
    ServiceLoader.load(SettingGroup.class).forEach(groups::add);
    return Settings.builder().map("test", settings).build(groups);
  }

  /** Returns the server. */
  RedisServer server() {
    return server;
  }

  /** Returns the network of each node. */
  List<FaultProxy> proxies() {
    return List.copyOf(proxies);
  }

  /** Returns the caches of each node. */
  List<Caches> nodes() {
    return List.copyOf(nodes);
  }

  @Override
  public void close() {
    server.thaw(); // so that nodes that close need not wait for it
    nodes.forEach(Caches::close);
    proxies.forEach(FaultProxy::close);
    server.close();
  }
}
