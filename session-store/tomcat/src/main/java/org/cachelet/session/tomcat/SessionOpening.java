// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.cachelet.cache.Settings;
import org.cachelet.cache.SettingsException;
import org.cachelet.session.OwnClasses;
import org.cachelet.session.Session;
import org.cachelet.session.Sessions;

/**
 * Opens the sessions of an application that starts.
 *
 * @param manager which belongs to it
 * @param attributes of the manager
 */
record SessionOpening(CacheletManager manager, ManagerSettings attributes) {
  /**
   * Opens them, without waiting for Redis.
   *
   * @throws LifecycleException if settings are wrong, with one message that says which
   */
  Sessions open(Consumer<Session> onExpired) throws LifecycleException {
    requireNoLimit();
    try {
      return open(manager.getContext(), onExpired);
    } catch (SettingsException e) {
      throw new LifecycleException(e.getMessage()); // one message, without where it comes from
    } catch (IOException e) {
      throw new LifecycleException("the settings of the sessions cannot be read", e);
    }
  }

  private void requireNoLimit() throws LifecycleException {
    if (manager.getMaxActiveSessions() >= 0) {
      throw new LifecycleException(
          "maxActiveSessions must not be set for "
              + manager.getName()
              + ", whose sessions are those of all nodes; maxPerUser limits those of each user");
    }
  }

  private Sessions open(Context context, Consumer<Session> onExpired)
      throws LifecycleException, IOException {
    Settings settings = attributes.read(context.getServletContext());
    if (!Sessions.areOn(settings)) {
      throw new LifecycleException(
          manager.getName() + " needs to know where Redis is; set redisUrl=\"redis://...\"");
    }
    return Sessions.builder()
        .settings(settings)
        .application(context.getPath().isEmpty() ? "/" : context.getPath())
        .ownClasses(OwnClasses.patterns(context.getServletContext()::getResourcePaths))
        .classLoader(context.getLoader().getClassLoader())
        .onExpired(onExpired)
        .open();
  }
}
