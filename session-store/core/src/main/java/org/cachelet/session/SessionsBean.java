// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.cachelet.cache.CacheSettings;
import org.cachelet.cache.Settings;

/** Shows the sessions of an application over JMX. Thread-safe. */
final class SessionsBean implements SessionsMXBean, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

  private final SessionAdmin admin;
  private final String name;

  private SessionsBean(SessionAdmin admin, String name) {
    this.admin = admin;
    this.name = name;
  }

  /**
   * Shows sessions from now on, unless settings forbid it; a server that does not take them is left
   * alone after a warning.
   *
   * @param node tells apart the nodes that run in one process
   */
  static SessionsBean show(SessionAdmin admin, Settings settings, String application, String node) {
    String name =
        "org.cachelet:type=Sessions,application="
            + ObjectName.quote(application)
            + ",node="
            + ObjectName.quote(node);
    SessionsBean bean = new SessionsBean(admin, name);
    if (settings.value(CacheSettings.JMX)) {
      bean.attempt(
          () ->
              ManagementFactory.getPlatformMBeanServer().registerMBean(bean, new ObjectName(name)));
    }
    return bean;
  }

  @Override
  public long getCount() {
    return admin.count();
  }

  @Override
  public List<String> sessionsOf(String user) {
    return admin.of(user);
  }

  @Override
  public boolean end(String storage) {
    return admin.end(storage);
  }

  @Override
  public int endAll(String user) {
    return admin.endAll(user);
  }

  /** Shows them no longer. */
  @Override
  public void close() {
    attempt(
        () -> {
          ObjectName shown = new ObjectName(name);
          if (ManagementFactory.getPlatformMBeanServer().isRegistered(shown)) {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(shown);
          }
        });
  }

  private void attempt(Action action) {
    try {
      action.run();
    } catch (JMException | RuntimeException e) {
      LOG.log(Level.WARNING, "MBean server refuses {0}: {1}", name, e.toString());
    }
  }

  /** Something that a server may refuse. */
  private interface Action {
    void run() throws JMException;
  }
}
