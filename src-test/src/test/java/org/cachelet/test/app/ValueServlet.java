// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.cachelet.cache.Caches;
import org.cachelet.cache.servlet.ServletCaches;

/** Keeps a value in the cache {@code values} of the application. */
public final class ValueServlet extends HttpServlet {
  private final AtomicInteger made = new AtomicInteger();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caches caches = ServletCaches.of(getServletContext());
    response
        .getWriter()
        .print(caches.cache("values").getOrCompute("key", Integer.class, made::incrementAndGet));
  }
}
