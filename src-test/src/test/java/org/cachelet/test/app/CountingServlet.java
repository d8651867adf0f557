// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Says how often each of its pages was made. */
public final class CountingServlet extends HttpServlet {
  private final transient Map<String, AtomicInteger> made = new ConcurrentHashMap<>();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AtomicInteger times = made.computeIfAbsent(request.getPathInfo(), path -> new AtomicInteger());
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().print(request.getPathInfo() + " made " + times.incrementAndGet());
  }
}
