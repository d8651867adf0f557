// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import jakarta.servlet.ServletContainerInitializer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs one application in one container, in a process of its own. */
public final class ServerMain {
  private ServerMain() {}

  /**
   * Starts the server and serves until the bench ends it.
   *
   * @param arguments {@code jetty} or {@code tomcat}, and the name of an application
   */
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    run(arguments[0], Applications.named(arguments[1]));
  }

  /** Starts an application and serves until the bench ends it. */
  public static void run(String container, ServletContainerInitializer application)
      throws Exception {
    int port =
        switch (container) {
          case "jetty" -> JettyServer.start(application);
          case "tomcat" -> TomcatServer.start(application);
          default -> throw new IllegalArgumentException("no such container: " + container);
        };
    Control.serve(port);
  }
}
