// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Shows the caches of one application over JMX, for as long as they are open. A server that does
 * not take them is left alone after one warning. Used by one thread at a time, see {@link
 * CachesObserver}.
 */
final class JmxBeans implements CachesObserver {
  private static final System.Logger LOG = System.getLogger(JmxBeans.class.getName());

  private final Caches caches;
  private final Supplier<MBeanServer> platform;
  private final List<ObjectName> registered = new ArrayList<>();
  private String application;
  private boolean failed;

  private JmxBeans(Caches caches, String application, Supplier<MBeanServer> platform) {
    this.caches = caches;
    this.application = application;
    this.platform = platform;
  }

  /**
   * Shows caches from now on.
   *
   * @param application what the caches are of; gets a number if caches of that name are shown
   *     already
   * @param platform asked for the server when it is needed; may throw
   */
  static void show(Caches caches, String application, Supplier<MBeanServer> platform) {
    JmxBeans beans = new JmxBeans(caches, application, platform);
    beans.attempt(beans::registerApplication);
    caches.observe(beans);
  }

  @Override
  public void onCache(String cache, String rule, Supplier<CacheStatistics> statistics) {
    if (failed) {
      return;
    }
    String place = ",name=" + ObjectName.quote(cache);
    if (rule.isEmpty()) {
      attempt(() -> register("type=Cache", place, new CacheBean(caches.cache(cache))));
    } else {
      String under = place + ",rule=" + ObjectName.quote(rule);
      attempt(() -> register("type=Cache", under, new StatisticsBean(statistics)));
    }
  }

  @Override
  public void onClose() {
    registered.forEach(name -> attempt(() -> platform.get().unregisterMBean(name)));
    registered.clear();
  }

  private void registerApplication() throws JMException {
    String wanted = application;
    for (int number = 2; !isRegistered(); number++) {
      application = wanted + '-' + number;
    }
  }

  private boolean isRegistered() throws JMException {
    try {
      register("type=Caches", "", new CachesBean(caches));
      return true;
    } catch (InstanceAlreadyExistsException e) {
      return false; // those of another application
    }
  }

  private void register(String type, String place, Object bean) throws JMException {
    ObjectName name =
        new ObjectName(
            "org.cachelet:" + type + ",application=" + ObjectName.quote(application) + place);
    registered.add(platform.get().registerMBean(bean, name).getObjectName()); // may be longer
  }

  private void attempt(Action action) {
    try {
      action.run();
    } catch (JMException | RuntimeException e) {
      if (!failed) {
        LOG.log(Level.WARNING, "MBean server refuses the caches of '" + application + "'", e);
      }
      failed = true;
    }
  }

  /** Something that a server may refuse. */
  private interface Action {
    void run() throws JMException;
  }
}
