// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cachelet.session.filter.SessionInitializer;
import org.cachelet.test.fault.EmbeddedJetty;
import org.cachelet.test.fault.NodeProcess;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.SessionHandler;

/** Nodes of an application with sessions: a Jetty with the filter. */
final class SessionNode {
  private SessionNode() {}

  /** Starts one in this JVM. */
  static EmbeddedJetty start(String redisUrl) throws Exception {
    return start(redisUrl, Files.createTempFile("ended", ".txt"));
  }

  /** Starts one in a JVM of its own, which writes to a file which sessions have ended. */
  static NodeProcess startProcess(String redisUrl, Path ended) throws Exception {
    return new NodeProcess(SessionNode.class, redisUrl, ended.toString());
  }

  /** Runs the one in a JVM of its own. */
  public static void main(String[] arguments) throws Exception {
    try (EmbeddedJetty node = start(arguments[0], Path.of(arguments[1]))) {
      NodeProcess.serve(node.port());
    }
  }

  private static EmbeddedJetty start(String redisUrl, Path ended) throws Exception {
    return EmbeddedJetty.start(
        handler -> {
          settings(redisUrl).forEach(handler::setInitParameter);
          handler.setSessionHandler(new SessionHandler());
          handler.addEventListener(new Ending(ended));
          ServletHolder servlet = new ServletHolder(new VisitServlet());
          for (String path : List.of("plain", "read", "write", "flush", "late", "begin")) {
            handler.addServlet(servlet, "/" + path + "/*");
          }
          handler.addServletContainerInitializer(new SessionInitializer());
        });
  }

  private static Map<String, String> settings(String redisUrl) {
    return Map.of("cachelet.redis.url", redisUrl, "cachelet.prefix", "site", "cachelet.jmx", "off");
  }
}
