// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Serves the page that the path names. */
final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient Map<String, Page> pages;

  PageServlet(Map<String, Page> pages) {
    this.pages = pages;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String included = (String) request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
    String path = included == null ? request.getServletPath() : included;
    Page page = pages.get(path.substring(1));
    if (page == null) {
      throw new ServletException("no page " + path);
    }
    try {
      page.serve(request, response);
    } catch (ServletException | IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }
}
