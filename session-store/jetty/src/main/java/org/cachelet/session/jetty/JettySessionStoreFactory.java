// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.util.Map;
import org.eclipse.jetty.session.AbstractSessionDataStoreFactory;
import org.eclipse.jetty.session.SessionDataStore;
import org.eclipse.jetty.session.SessionManager;

/** Gives each application of a server a {@link JettySessionStore}. Thread-safe. */
public final class JettySessionStoreFactory extends AbstractSessionDataStoreFactory {
  private final Map<String, String> settings;

  /**
   * Makes the factory.
   *
   * @param settings keys, such as {@code cachelet.session.redis-url}, with values
   */
  public JettySessionStoreFactory(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
  }

  @Override
  public SessionDataStore getSessionDataStore(SessionManager manager) {
    JettySessionStore store = new JettySessionStore(settings);
    store.setGracePeriodSec(getGracePeriodSec());
    store.setSavePeriodSec(getSavePeriodSec());
    return store;
  }
}
