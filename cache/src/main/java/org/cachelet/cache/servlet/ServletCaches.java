// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Map;
import java.util.WeakHashMap;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Settings;

/** The caches of a web application, one {@link Caches} for each servlet context. Thread-safe. */
public final class ServletCaches {
  private static final String CACHES = Caches.class.getName();
  private static final String SETTINGS = Settings.class.getName();

  /**
   * The caches of applications that have ended. A request may go on after that, and must not open
   * caches that nobody would close.
   */
  @GuardedBy("ServletCaches.class")
  private static final Map<ServletContext, Caches> ENDED = new WeakHashMap<>();

  private ServletCaches() {}

  /**
   * Returns the caches of a web application, made from its settings on first use; closed ones if it
   * has ended.
   *
   * @throws org.cachelet.cache.SettingsException if its settings are wrong
   */
  public static Caches of(ServletContext context) {
    synchronized (ServletCaches.class) {
      if (context.getAttribute(CACHES) instanceof Caches caches) {
        return caches;
      }
      Caches ended = ENDED.get(context);
      if (ended != null) {
        return ended;
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

  /** Returns a listener that closes the caches of a web application when it ends. */
  public static ServletContextListener closing() {
    return new Closing();
  }

  private static void begin(ServletContext context) {
    synchronized (ServletCaches.class) {
      ENDED.remove(context);
    }
  }

  /** Closes the caches of a web application, if it has any. */
  public static void close(ServletContext context) {
    synchronized (ServletCaches.class) {
      if (context.getAttribute(CACHES) instanceof Caches caches) {
        context.removeAttribute(CACHES);
        ENDED.put(context, caches);
        caches.close();
      }
    }
  }

  /** Tells of the beginning and the end of an application, whose context may begin once more. */
  private static final class Closing implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      begin(event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
      close(event.getServletContext());
    }
  }
}
