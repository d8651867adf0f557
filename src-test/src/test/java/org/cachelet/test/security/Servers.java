// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The servers of one container that cases are tried at: one for each kind of site, started when it
 * is first needed, and one without a cache. Used by one thread.
 */
final class Servers implements AutoCloseable {
  private final ContainerKind container;
  private final Server.Cache cache;
  private final List<Case> cases = Cases.all();
  private final Map<SiteKind, Server> attacked = new EnumMap<>(SiteKind.class);
  private final Server plain;

  /** Starts the one without a cache. */
  Servers(ContainerKind container, Server.Cache cache) throws Exception {
    this.container = container;
    this.cache = cache;
    this.plain = Server.start(container, SiteKind.SHOP, Server.Cache.NONE, cases);
  }

  /** Tries a case. */
  void run(Case one) throws Exception {
    one.script().run(Trial.of(one, server(one.site()), plain));
  }

  private Server server(SiteKind site) throws Exception {
    SiteKind kind =
        cache == Server.Cache.CACHELET ? site : SiteKind.SHOP; // others have no settings
    Server server = attacked.get(kind);
    if (server == null) {
      server = Server.start(container, kind, cache, cases);
      attacked.put(kind, server);
    }
    return server;
  }

  @Override
  public void close() throws Exception {
    List<Server> all = new ArrayList<>(attacked.values());
    all.add(plain);
    for (Server server : all) {
      server.close();
    }
  }
}
