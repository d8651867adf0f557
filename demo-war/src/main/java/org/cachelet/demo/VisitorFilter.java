// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets all behind it, and the cache above all, ask the request who is asking: name, roles and
 * language, and the token of forms.
 */
public final class VisitorFilter extends HttpFilter {

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    FormToken.offer(request, response);
    chain.doFilter(new VisitorRequest(request), response);
  }
}
