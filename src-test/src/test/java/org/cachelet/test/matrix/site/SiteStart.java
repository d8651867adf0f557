// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix.site;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cachelet.cache.servlet.HoleValues;
import org.jspecify.annotations.Nullable;

/** Says who fills holes, and remembers the class loaders of all starts, which it does not keep. */
public final class SiteStart implements ServletContextListener {
  private static final String LOADERS = "org.cachelet.test.loaders";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    loaders().add(new WeakReference<>(SiteStart.class.getClassLoader()));
    HoleValues.of(event.getServletContext())
        .put("visitor", SiteStart::visitor)
        .put(HoleValues.CSRF, request -> attribute(request, "token"));
  }

  private static String visitor(HttpServletRequest request) {
    String name = attribute(request, "name");
    return name == null ? "nobody" : name;
  }

  private static @Nullable String attribute(HttpServletRequest request, String name) {
    HttpSession session = request.getSession(false);
    return session == null ? null : (String) session.getAttribute(name);
  }

  /** Returns whether it is the loader of one of the starts. */
  static boolean isOfSite(@Nullable ClassLoader loader) {
    return loader != null && loaders().stream().anyMatch(each -> each.get() == loader);
  }

  /** Returns the loaders of all starts since the server began; only types of the JDK keep them. */
  @SuppressWarnings("unchecked")
  static List<WeakReference<ClassLoader>> loaders() {
    return (List<WeakReference<ClassLoader>>)
        System.getProperties().computeIfAbsent(LOADERS, name -> new CopyOnWriteArrayList<>());
  }
}
