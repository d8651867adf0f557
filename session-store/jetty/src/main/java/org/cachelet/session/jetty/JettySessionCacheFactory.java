// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.session.SessionCacheFactory;
import org.eclipse.jetty.session.SessionManager;

/** Gives each application of a server a {@link JettySessionCache}. Thread-safe. */
public final class JettySessionCacheFactory implements SessionCacheFactory {

  /** Makes the factory. */
  public JettySessionCacheFactory() {}

  @Override
  public SessionCache getSessionCache(SessionManager manager) {
    return new JettySessionCache(manager);
  }
}
