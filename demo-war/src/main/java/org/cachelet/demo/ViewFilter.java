// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Counts the looks at product pages, in front of the cache, because hits are looks too. */
public final class ViewFilter extends HttpFilter {

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    String path = request.getPathInfo();
    if (path != null && response.getStatus() == HttpServletResponse.SC_OK) {
      Numbers.parse(path.substring(1)).ifPresent(Shop.of(getServletContext()).views()::count);
    }
  }
}
