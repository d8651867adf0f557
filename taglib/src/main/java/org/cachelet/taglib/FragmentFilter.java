// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.jsp.JspWriter;
import java.io.IOException;
import java.util.Set;
import org.cachelet.cache.servlet.WatchedRequest;

/**
 * Watches what the bodies of cached tags do: which files they include, that neither the text of
 * these nor what they write themselves goes past them, and what they read of the request.
 * Registered by this module's jar; to be declared for all requests, includes, forwards and errors
 * where initializers are not run. Thread-safe.
 */
public final class FragmentFilter implements Filter {
  /** Makes the filter, as a container needs it. */
  public FragmentFilter() {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    HttpServletRequest watched = WatchedRequest.around(http);
    OpenBody body = OpenBody.current();
    if (body == null) {
      chain.doFilter(watched, new WatchedResponse(answer));
      return;
    }
    if (request.getDispatcherType() == DispatcherType.INCLUDE
        && WatchedRequest.within(http).getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH)
            instanceof String path) {
      body.include(Set.of(path));
    } else if (request.getDispatcherType() == DispatcherType.FORWARD) {
      body.include(Set.of(http.getServletPath()));
    }
    JspWriter out = body.out();
    boolean isInclude = request.getDispatcherType() == DispatcherType.INCLUDE;
    if (out != null && isInclude && body.isPassedBy(answer)) {
      IncludedOutput included = new IncludedOutput(answer, out);
      chain.doFilter(watched, included);
      included.end();
    } else {
      chain.doFilter(watched, new WatchedResponse(answer));
    }
  }
}
