// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.cachelet.cache.servlet.WatchedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Serves pages from a shared HTTP cache (RFC 9111) and stores what the application makes, as the
 * rules {@code cachelet.page.*} in the settings, {@link CachePage} and the responses' own fields
 * say. Thread-safe.
 *
 * <p>With this jar in WEB-INF/lib the filter registers itself, behind all declared filters, so that
 * a login filter runs first. Declare it in web.xml to give it another place, for the dispatcher
 * types REQUEST, FORWARD, INCLUDE and ASYNC and with {@code async-supported}. Forwards and includes
 * are parts of the page around them; error pages are made anew each time. Whatever becomes of the
 * page, the application gets a request that tells its fragments what they read of it.
 */
public final class PageCacheFilter implements Filter {
  private static final System.Logger LOG = System.getLogger(PageCacheFilter.class.getName());
  private static final String FIRST = PageCacheFilter.class.getName();

  private @Nullable PageCache cache;

  /** Makes the filter, as a container needs it. */
  public PageCacheFilter() {}

  /**
   * Reads the settings and opens the cache.
   *
   * @throws org.cachelet.cache.SettingsException if settings are wrong
   */
  @Override
  public void init(FilterConfig config) {
    cache = PageCache.open(config.getServletContext());
    tellIfSecond(config.getServletContext(), config.getFilterName());
  }

  /** Says in the log that an application has two such filters: not in vain if paths differ. */
  private static void tellIfSecond(ServletContext context, String name) {
    Object first = context.getAttribute(FIRST);
    if (first == null) {
      context.setAttribute(FIRST, name);
    } else {
      LOG.log(
          Level.WARNING,
          "the page cache is there twice, as filter {0} and filter {1}: a request that passes both"
              + " is served by the first, the other is in vain; remove one, from web.xml or from"
              + " the code that registers it",
          first,
          name);
    }
  }

  /** Forgets which filter was the first, for a context that is started again. */
  @Override
  public void destroy() {
    if (cache != null) {
      cache.context().removeAttribute(FIRST);
    }
  }

  /** Serves a stored page, or forwards the request and stores what comes back. */
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    PageRendering underWay = PageRendering.of(request);
    if (underWay != null && request.getDispatcherType() == DispatcherType.ASYNC) {
      underWay.resume(request, response, chain);
    } else if (underWay != null && request.getDispatcherType() == DispatcherType.FORWARD) {
      underWay.forwarded();
      chain.doFilter(WatchedRequest.around(request), response);
    } else if (underWay == null
        && cache != null
        && request.getDispatcherType() == DispatcherType.REQUEST
        && request instanceof HttpServletRequest httpRequest
        && response instanceof HttpServletResponse httpResponse) {
      cache.handle(httpRequest, httpResponse, chain);
    } else {
      chain.doFilter(WatchedRequest.around(request), response);
    }
  }
}
