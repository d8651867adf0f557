// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cachelet.cache.Cache;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.servlet.ServletCaches;

/** A site that uses the cache in each way: pages, values that are made, values that are put. */
final class SiteServlet extends HttpServlet {
  /** Tells whether a value was found. */
  static final String FOUND = "X-Found";

  private static final int VALUE_SIZE = 1_000;

  private final transient Source source;

  SiteServlet(Source source) {
    this.source = source;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain;charset=US-ASCII");
    try {
      response.getWriter().print(answer(request, response));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server stops", e);
    }
  }

  private String answer(HttpServletRequest request, HttpServletResponse response)
      throws InterruptedException {
    int id = Integer.parseInt(request.getPathInfo().substring(1));
    Cache values = ServletCaches.of(getServletContext()).cache("values");
    return switch (request.getServletPath()) {
      case "/page" -> page(id).toPage();
      case "/value" -> value(values, id, response);
      case "/version" -> String.valueOf(source.version(id));
      case "/put" -> put(values, id, response);
      default -> count(ServletCaches.of(getServletContext()), id);
    };
  }

  private PageText page(int id) throws InterruptedException {
    Dependencies.current().tag("page:" + id);
    return source.page(id);
  }

  private String value(Cache values, int id, HttpServletResponse response)
      throws InterruptedException {
    AtomicBoolean found = new AtomicBoolean(true);
    String value =
        values.getOrCompute(
            "value " + id,
            String.class,
            () -> {
              found.set(false);
              return page(id).toText(VALUE_SIZE);
            });
    response.setHeader(FOUND, String.valueOf(found.get()));
    return value;
  }

  /** Puts a value that never changes, then returns it as it is found, or as it was put. */
  private static String put(Cache values, int id, HttpServletResponse response) {
    String text = new PageText(id, Long.MAX_VALUE).toText(VALUE_SIZE);
    values.put("put " + id, text);
    String found = values.get("put " + id, String.class).orElse("");
    response.setHeader(FOUND, String.valueOf(!found.isEmpty()));
    return found.isEmpty() ? text : found;
  }

  private static String count(Caches caches, int id) {
    caches.cache("counts").increment("count " + id);
    return new PageText(id, Long.MAX_VALUE).toText(1);
  }
}
