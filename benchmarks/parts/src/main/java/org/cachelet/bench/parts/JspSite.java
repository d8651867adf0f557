// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.cachelet.cache.Caches;
import org.cachelet.cache.servlet.ServletCaches;
import org.cachelet.taglib.FragmentInitializer;
import org.eclipse.jetty.ee11.apache.jsp.JettyJasperInitializer;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;

/**
 * JSPs in a Jetty that listens nowhere. Each page hands itself out when it is initialised, so that
 * it can be called without the container's work around it.
 */
final class JspSite {
  private static final String HEAD =
      "<%@ page session=\"false\" contentType=\"text/html;charset=UTF-8\" %>"
          + "<%@ taglib prefix=\"cache\" uri=\"https://cachelet.org/tags\" %>";

  private final Path folder;
  private final Server server = new Server();
  private final LocalConnector connector = new LocalConnector(server);
  private final WebAppContext application = new WebAppContext();

  private JspSite(Path folder) {
    this.folder = folder;
  }

  /** Starts a site for the pages in a folder, which is deleted in the end. */
  static JspSite start(Path folder) throws Exception {
    Application.beQuiet();
    Path root = Files.createDirectories(folder.resolve("root"));
    Files.createDirectories(root.resolve("WEB-INF"));
    try (InputStream tld = JspSite.class.getResourceAsStream("/META-INF/cachelet.tld")) {
      Files.copy(Objects.requireNonNull(tld), root.resolve("WEB-INF/cachelet.tld"));
    }
    JspSite site = new JspSite(folder);
    site.application.setContextPath("/");
    site.application.setWar(root.toString());
    site.application.setTempDirectory(folder.resolve("work").toFile());
    site.application.setParentLoaderPriority(true);
    site.application.addServletContainerInitializer(new JettyJasperInitializer());
    site.application.addServletContainerInitializer(new FragmentInitializer());
    site.server.addConnector(site.connector);
    site.server.setHandler(site.application);
    site.server.start();
    return site;
  }

  /** Returns the application. */
  ServletContext context() {
    return application.getServletContext();
  }

  /** Returns the caches of the application. */
  Caches caches() {
    return ServletCaches.of(context());
  }

  /** Writes a page, has it compiled and returns it. */
  Servlet page(String name, String text) throws Exception {
    Files.writeString(
        folder.resolve("root").resolve(name + ".jsp"),
        HEAD
            + "<%! public void jspInit() { getServletContext().setAttribute(\""
            + name
            + "\", this); } %>"
            + text);
    String answer =
        connector.getResponse(
            "GET /" + name + ".jsp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    if (!answer.startsWith("HTTP/1.1 200")) {
      throw new IllegalStateException(answer);
    }
    return (Servlet) Objects.requireNonNull(context().getAttribute(name));
  }

  /** Stops the site and deletes its folder. */
  void stop() throws Exception {
    server.stop();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        delete(file);
      }
    }
  }

  private static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }
}
