// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.session.SessionIdManager;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sessions of all applications of a Jetty server in Redis.
 *
 * <pre>{@code
 * Server server = new Server(8080);
 * new JettySessions().set("cachelet.session.redis-url", "redis://127.0.0.1:6379/1").addTo(server);
 * }</pre>
 *
 * <p>Not thread-safe: it is used before the server starts.
 */
public final class JettySessions {
  private final Map<String, String> settings = new TreeMap<>();

  /** Begins without settings; those of the environment and of each application count too. */
  public JettySessions() {}

  /**
   * Sets what the documentation of the configuration lists, for all applications.
   *
   * @param key such as {@code cachelet.session.outage}
   * @param value null for nothing, as Jetty's XML gives it for a property that is not set
   */
  public JettySessions set(String key, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      settings.put(key, value);
    }
    return this;
  }

  /**
   * Makes it so for all applications that have no session cache of their own.
   *
   * @throws IllegalStateException if the server has started
   */
  public void addTo(Server server) {
    if (server.isRunning()) {
      throw new IllegalStateException("sessions must be set up before the server starts");
    }
    replaceIds(server);
    server.addBean(new JettySessionStoreFactory(settings));
    server.addBean(new JettySessionCacheFactory());
  }

  private static void replaceIds(Server server) {
    JettySessionIds ids = new JettySessionIds(server);
    SessionIdManager others = server.getBean(SessionIdManager.class);
    if (others instanceof DefaultSessionIdManager before) {
      ids.setWorkerName(before.getWorkerName());
    }
    if (others != null) {
      server.removeBean(others);
    }
    server.addBean(ids, true);
  }
}
