// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.cachelet.cache.CacheSettings;
import org.cachelet.cache.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Shows the sessions of one application over JMX until it is closed. A server that does not take
 * them is left alone after one warning. Used by one thread at a time.
 */
final class ShownSessions implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

  private @Nullable ObjectName name;

  private ShownSessions() {}

  /**
   * Shows them, unless settings forbid it.
   *
   * @param application gets a number if another one of that name is shown already
   */
  static ShownSessions show(
      String application,
      Settings settings,
      SessionAdmin admin,
      Supplier<SessionStatistics> statistics) {
    ShownSessions shown = new ShownSessions();
    if (!settings.value(CacheSettings.JMX)) {
      return shown;
    }
    try {
      shown.register(application, new SessionsBean(admin, statistics));
    } catch (JMException | RuntimeException e) {
      LOG.log(Level.WARNING, "MBean server refuses the sessions of '" + application + "'", e);
    }
    return shown;
  }

  private void register(String application, SessionsBean bean) throws JMException {
    String free = application;
    for (int number = 2; !isRegistered(free, bean); number++) {
      free = application + '-' + number;
    }
  }

  private boolean isRegistered(String application, SessionsBean bean) throws JMException {
    ObjectName wanted =
        new ObjectName("org.cachelet:type=Sessions,application=" + ObjectName.quote(application));
    try {
      name = platform().registerMBean(bean, wanted).getObjectName(); // may be longer
      return true;
    } catch (InstanceAlreadyExistsException e) {
      return false; // those of another application
    }
  }

  private static MBeanServer platform() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  @Override
  public void close() {
    ObjectName registered = name;
    name = null;
    if (registered != null) {
      try {
        platform().unregisterMBean(registered);
      } catch (JMException | RuntimeException e) {
        LOG.log(Level.DEBUG, "the sessions were shown no more", e);
      }
    }
  }
}
