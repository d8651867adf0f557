// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An application whose pages are written by the test, and that counts how often it makes one. */
final class Shop extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient Map<String, Page> pages = new ConcurrentHashMap<>();
  private final transient Map<String, AtomicInteger> made = new ConcurrentHashMap<>();

  /** Writes one page. */
  interface Page {
    void write(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException, InterruptedException;
  }

  /** Puts a page under a path. */
  void page(String path, Page page) {
    pages.put(path, page);
  }

  /** Returns how often the page under a path was made. */
  int made(String path) {
    return made.getOrDefault(path, new AtomicInteger()).get();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Object included = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
    String path = included == null ? request.getServletPath() : included.toString();
    Page page = pages.get(path);
    if (page == null) {
      response.sendError(404);
      return;
    }
    made.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
    try {
      page.write(request, response);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
