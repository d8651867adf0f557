// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix.site;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.UUID;

/** Says what cannot be seen from outside. */
public final class StateServlet extends HttpServlet {
  private final String start = UUID.randomUUID().toString();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PrintWriter writer = response.getWriter();
    switch (request.getPathInfo()) {
      case "/start" -> writer.print(start);
      case "/events" -> Events.TOLD.forEach(writer::println);
      case "/thread" -> writer.print(Thread.currentThread());
      case "/loaders" -> writer.print(livingLoaders());
      case "/threads" ->
          Thread.getAllStackTraces().keySet().stream()
              .map(Thread::getName)
              .filter(name -> name.matches("(cachelet|redisson).*"))
              .sorted()
              .forEach(writer::println);
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static long livingLoaders() {
    System.gc();
    return SiteStart.loaders().stream().filter(loader -> loader.get() != null).count();
  }
}
