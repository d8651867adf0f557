// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.security.SecureRandom;
import org.cachelet.session.SessionId;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.session.SessionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes ids whose first part says where a session is stored and stays, and whose rest is a secret.
 * All applications of the server give a visitor one id. Thread-safe.
 */
public final class JettySessionIds extends DefaultSessionIdManager {
  private static final Logger LOG = LoggerFactory.getLogger(JettySessionIds.class);

  private final SecureRandom random = new SecureRandom();

  /** Makes ids for a server. */
  public JettySessionIds(Server server) {
    super(server);
  }

  @Override
  public String newSessionId(long seedTerm) {
    return SessionId.random(random).text();
  }

  /** As the original, but no id gets into the log. */
  @Override
  public boolean isIdInUse(String id) {
    if (id == null || SessionId.parse(id).isEmpty()) {
      return false;
    }
    try {
      for (SessionManager manager : getSessionManagers()) {
        if (manager.isIdInUse(id)) {
          return true;
        }
      }
    } catch (Exception e) { // as the interface has it
      LOG.warn("an id is taken for unused, since sessions cannot be asked: {}", e.toString());
    }
    return false;
  }

  @Override
  public String renewSessionId(String oldId, String oldExtendedId, Request request) {
    String next = after(oldId).text();
    getSessionManagers().forEach(manager -> renew(manager, oldId, next));
    return next;
  }

  /** Renews the id of all other applications. */
  void renewElsewhere(SessionManager here, String oldId, String next) {
    getSessionManagers().stream()
        .filter(manager -> manager != here)
        .forEach(manager -> renew(manager, oldId, next));
  }

  private void renew(SessionManager manager, String oldId, String next) {
    try {
      manager.renewSessionId(oldId, getExtendedId(oldId, null), next, getExtendedId(next, null));
    } catch (Exception e) { // as the interface has it
      LOG.warn("another application keeps an old id: {}", e.toString());
    }
  }

  /** Returns another id for the same session; one of a new session if it is none of ours. */
  SessionId after(String id) {
    return SessionId.parse(id)
        .map(old -> old.withNewSecret(random))
        .orElseGet(() -> SessionId.random(random));
  }
}
