// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.cachelet.cache.Settings;
import org.cachelet.cache.servlet.ServletCaches;

/**
 * Registers the filter in an application that has this jar in WEB-INF/lib and does not declare the
 * filter itself, and closes the caches with the application.
 */
public final class PageCacheInitializer implements ServletContainerInitializer {
  // A login filter in web.xml must run first, or a stored page could reach a stranger.
  private static final boolean BEHIND_DECLARED_FILTERS = true;

  /** Makes the initializer, as a container needs it. */
  public PageCacheInitializer() {}

  /**
   * Registers the filter, unless it is declared or {@code cachelet.filter.register} is off.
   *
   * @throws org.cachelet.cache.SettingsException if settings are wrong
   * @throws IllegalStateException if jars are missing or there twice
   */
  @Override
  public void onStartup(Set<Class<?>> none, ServletContext context) {
    requireTheCore();
    Settings settings = ServletCaches.settings(context);
    context.addListener(ServletCaches.closing());
    if (settings.value(PageSettings.REGISTER) && !isDeclared(context)) {
      FilterRegistration.Dynamic filter = context.addFilter("cachelet", PageCacheFilter.class);
      filter.setAsyncSupported(true);
      filter.addMappingForUrlPatterns(
          EnumSet.of(
              DispatcherType.REQUEST,
              DispatcherType.FORWARD,
              DispatcherType.INCLUDE,
              DispatcherType.ASYNC),
          BEHIND_DECLARED_FILTERS,
          "/*");
    }
  }

  /** Says which jar is missing, before anything fails for want of it. */
  private static void requireTheCore() {
    try {
      Class.forName(
          "org.cachelet.cache.Caches", false, PageCacheInitializer.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "Cachelet does not start, its installation is wrong:\n"
              + "  cachelet-filter is there without cachelet-cache: add this to WEB-INF/lib, too;"
              + " docs/install.md lists the jars for each use",
          e);
    }
  }

  private static boolean isDeclared(ServletContext context) {
    return context.getFilterRegistrations().values().stream()
        .anyMatch(filter -> PageCacheFilter.class.getName().equals(filter.getClassName()));
  }
}
