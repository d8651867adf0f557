// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.cachelet.cache.servlet.ServletCaches;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filter that watches the bodies of cached tags, in an application that has this jar
 * in WEB-INF/lib and does not declare it itself; closes the caches with the application.
 */
public final class FragmentInitializer implements ServletContainerInitializer {
  // Only what is inside of all other filters sees the request as the page does.
  private static final boolean BEHIND_DECLARED_FILTERS = true;

  /** Makes the initializer, as a container needs it. */
  public FragmentInitializer() {}

  /**
   * Registers the filter, unless it is declared.
   *
   * @throws org.cachelet.cache.SettingsException if settings are wrong
   * @throws IllegalStateException if jars are missing or there twice
   */
  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
    requireTheCore();
    ServletCaches.settings(context); // stops the start rather than each page
    context.addListener(ServletCaches.closing());
    FilterRegistration.Dynamic filter =
        isDeclared(context) ? null : context.addFilter("cachelet-fragments", FragmentFilter.class);
    if (filter != null) {
      filter.setAsyncSupported(true);
      filter.addMappingForUrlPatterns(
          EnumSet.allOf(DispatcherType.class), BEHIND_DECLARED_FILTERS, "/*");
    }
  }

  /** Says which jar is missing, before anything fails for want of it. */
  private static void requireTheCore() {
    try {
      Class.forName("org.cachelet.cache.Caches", false, FragmentInitializer.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "Cachelet does not start, its installation is wrong:\n"
              + "  cachelet-taglib is there without cachelet-cache: add this to WEB-INF/lib, too;"
              + " docs/install.md lists the jars for each use",
          e);
    }
  }

  private static boolean isDeclared(ServletContext context) {
    return context.getFilterRegistrations().values().stream()
        .anyMatch(filter -> FragmentFilter.class.getName().equals(filter.getClassName()));
  }
}
