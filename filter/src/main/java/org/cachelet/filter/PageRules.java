// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.cachelet.cache.PathIndex;
import org.cachelet.cache.PathPattern;
import org.cachelet.cache.Settings;
import org.cachelet.cache.SettingsException;
import org.jspecify.annotations.Nullable;

/**
 * Which pages are cached, and how. Of all rules that match a request, the one by path with the most
 * specific pattern goes first, then one by servlet name, then the servlet's own {@link CachePage}.
 * Thread-safe.
 */
final class PageRules {
  private final ServletContext context;
  private final Settings settings;
  private final PathIndex<ByPath> byPath;
  private final Map<String, ByServlet> byServlet = new HashMap<>();
  private final Map<String, Optional<PageRule>> annotated = new ConcurrentHashMap<>();

  PageRules(ServletContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
    List<PathIndex.Item<ByPath>> paths = new ArrayList<>();
    for (String name : settings.names(PageSettings.PATH)) {
      add(PageRule.of(name, settings), paths);
    }
    byPath = PathIndex.of(paths);
  }

  /** Returns the rule for a request, if any. */
  Optional<PageRule> match(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    ByPath first = byPath.first(path, candidate -> !matchesOne(candidate.exceptions(), path));
    if (first != null) {
      return Optional.of(first.rule());
    }
    String servlet = request.getHttpServletMapping().getServletName();
    if (servlet == null || servlet.isEmpty()) {
      return Optional.empty();
    }
    ByServlet named = byServlet.get(servlet);
    return named != null ? named.match(path) : annotated.computeIfAbsent(servlet, this::annotation);
  }

  private static boolean matchesOne(List<PathPattern> patterns, String path) {
    for (int n = 0; n < patterns.size(); n++) { // for each request, so without an iterator
      if (patterns.get(n).matches(path)) {
        return true;
      }
    }
    return false;
  }

  private void add(PageRule rule, List<PathIndex.Item<ByPath>> paths) {
    List<PathPattern> exceptions = settings.value(PageSettings.EXCEPT, rule.name());
    settings
        .find(PageSettings.PATH, rule.name())
        .ifPresent(
            all ->
                all.forEach(
                    one -> paths.add(new PathIndex.Item<>(one, new ByPath(exceptions, rule)))));
    settings
        .find(PageSettings.SERVLET, rule.name())
        .ifPresent(
            servlets -> {
              requireKnown(servlets, rule.name());
              ByServlet matching = new ByServlet(exceptions, rule);
              servlets.forEach(servlet -> byServlet.putIfAbsent(servlet, matching));
            });
  }

  /** A rule for a servlet that is not there could never match. */
  private void requireKnown(List<String> servlets, String rule) {
    Set<String> known = new TreeSet<>(context.getServletRegistrations().keySet());
    for (String servlet : servlets) {
      if (!known.contains(servlet)) {
        throw new SettingsException(
            List.of(
                settings.cite(PageSettings.SERVLET, rule)
                    + ", the servlets of the application are "
                    + String.join(", ", known)));
      }
    }
  }

  private Optional<PageRule> annotation(String servletName) {
    ServletRegistration servlet = context.getServletRegistration(servletName);
    Class<?> type = servlet == null ? null : loaded(servlet.getClassName());
    CachePage page = type == null ? null : type.getAnnotation(CachePage.class);
    return page == null || type == null
        ? Optional.empty()
        : Optional.of(PageRule.of(type, page, settings));
  }

  private @Nullable Class<?> loaded(@Nullable String className) {
    try {
      return className == null
          ? null
          : Class.forName(className, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      return null; // one of the container's own, which has no annotation of ours
    }
  }

  private record ByServlet(List<PathPattern> exceptions, PageRule rule) {
    Optional<PageRule> match(String path) {
      return matchesOne(exceptions, path) ? Optional.empty() : Optional.of(rule);
    }
  }

  private record ByPath(List<PathPattern> exceptions, PageRule rule) {}
}
