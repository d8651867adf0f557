// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix.site;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Says what cannot be seen from outside. */
public final class StateServlet extends HttpServlet {
  private static final Pattern INSTANCES =
      Pattern.compile(
          "(\\d+) +\\d+ +(org\\.cachelet\\.(?!test\\.)\\S+|java\\.lang\\.ThreadLocal\\$ThreadLocalMap\\$Entry)");

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
      case "/instances" ->
          INSTANCES
              .matcher(histogram())
              .results()
              .forEach(
                  found -> {
                    writer.println(found.group(2) + " " + found.group(1));
                  });
      case "/threads" -> threads().forEach(writer::println);
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** Returns the number of instances of each class that are still used. */
  private static String histogram() throws IOException {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IOException(e);
    }
  }

  /** Returns the threads of Cachelet and Redisson that this deployment or an old one has begun. */
  private static Stream<String> threads() {
    ClassLoader own = StateServlet.class.getClassLoader();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(cachelet|redisson).*"))
        .filter(thread -> SiteStart.isOfSite(siteOf(thread)))
        .map(thread -> (siteOf(thread) == own ? "own " : "old ") + thread.getName());
  }

  /**
   * Returns the loader that a thread finds this application by: Open Liberty wraps it in others.
   */
  private static @Nullable ClassLoader siteOf(Thread thread) {
    ClassLoader loader = thread.getContextClassLoader();
    try {
      return Class.forName(SiteStart.class.getName(), false, loader).getClassLoader();
    } catch (ClassNotFoundException | LinkageError | RuntimeException e) { // it has ended
      return loader;
    }
  }

  private static long livingLoaders() {
    System.gc();
    return SiteStart.loaders().stream().filter(loader -> loader.get() != null).count();
  }
}
