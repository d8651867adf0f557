// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.ServletContext;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Settings;

/** The caches of a web application, one {@link Caches} for each servlet context. Thread-safe. */
public final class ServletCaches {
  private static final String CACHES = Caches.class.getName();
  private static final String SETTINGS = Settings.class.getName();

  private ServletCaches() {}

  /**
   * Returns the caches of a web application, made from its settings on first use.
   *
   * @throws org.cachelet.cache.SettingsException if its settings are wrong
   */
  public static Caches of(ServletContext context) {
    synchronized (ServletCaches.class) {
      if (context.getAttribute(CACHES) instanceof Caches caches) {
        return caches;
      }
      String path = context.getContextPath();
      Caches caches =
          Caches.builder()
              .settings(settings(context))
              .application(path.isEmpty() ? "/" : path)
              .build();
      context.setAttribute(CACHES, caches);
      return caches;
    }
  }

  /**
   * Makes these the caches of a web application, for one that configures them in code. They are
   * closed with it.
   *
   * @throws IllegalStateException if it has caches already
   */
  public static void use(ServletContext context, Caches caches) {
    synchronized (ServletCaches.class) {
      if (context.getAttribute(CACHES) != null) {
        throw new IllegalStateException(
            "the application " + context.getContextPath() + " has caches already");
      }
      context.setAttribute(CACHES, caches);
    }
  }

  /**
   * Returns the settings of a web application, read on first use.
   *
   * @throws org.cachelet.cache.SettingsException if they are wrong
   */
  public static Settings settings(ServletContext context) {
    synchronized (ServletCaches.class) {
      if (context.getAttribute(SETTINGS) instanceof Settings settings) {
        return settings;
      }
      Settings settings = ServletSettings.load(context);
      context.setAttribute(SETTINGS, settings);
      return settings;
    }
  }

  /** Closes the caches of a web application, if it has any. */
  public static void close(ServletContext context) {
    synchronized (ServletCaches.class) {
      if (context.getAttribute(CACHES) instanceof Caches caches) {
        context.removeAttribute(CACHES);
        caches.close();
      }
    }
  }
}
