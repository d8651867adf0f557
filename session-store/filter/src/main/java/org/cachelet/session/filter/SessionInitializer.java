// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;
import java.util.Set;
import org.cachelet.cache.servlet.ServletCaches;
import org.cachelet.session.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filter in an application that has this jar in WEB-INF/lib, where settings name a
 * Redis, unless the application declares the filter itself.
 */
@HandlesTypes(WebListener.class)
public final class SessionInitializer implements ServletContainerInitializer {
  // All other filters must see these sessions, and none those of the container.
  private static final boolean BEHIND_DECLARED_FILTERS = false;

  /** Makes the initializer, as a container needs it. */
  public SessionInitializer() {}

  /**
   * Registers the filter.
   *
   * @param listeners classes with {@link WebListener}; null if there are none
   * @throws org.cachelet.cache.SettingsException if settings are wrong
   * @throws IllegalStateException if jars are missing or there twice
   */
  @Override
  public void onStartup(@Nullable Set<Class<?>> listeners, ServletContext context) {
    require("org.cachelet.cache.Caches", "cachelet-cache");
    require("org.cachelet.session.Sessions", "cachelet-session-core");
    if (listeners != null) {
      DeclaredListeners.remember(context, listeners);
    }
    if (!Sessions.areOn(ServletCaches.settings(context)) || isDeclared(context)) {
      return;
    }
    FilterRegistration.Dynamic filter = context.addFilter("cachelet-session", SessionFilter.class);
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(
        EnumSet.allOf(DispatcherType.class), BEHIND_DECLARED_FILTERS, "/*");
  }

  /** Says which jar is missing, before anything fails for want of it. */
  private static void require(String type, String jar) {
    try {
      Class.forName(type, false, SessionInitializer.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "Cachelet does not start, its installation is wrong:\n"
              + "  cachelet-session-filter is there without "
              + jar
              + ": add this to WEB-INF/lib, too;"
              + " docs/install.md lists the jars for each use",
          e);
    }
  }

  private static boolean isDeclared(ServletContext context) {
    return context.getFilterRegistrations().values().stream()
        .anyMatch(filter -> SessionFilter.class.getName().equals(filter.getClassName()));
  }
}
