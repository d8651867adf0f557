// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the shop until Ctrl-C. */
public final class DemoMain {
  private static final Logger ROOT = Logger.getLogger("");
  private static final String DEFAULT_PORT = "8080";
  private static final int HIGHEST_PORT = 65535;

  private DemoMain() {}

  /**
   * Opens the shop at {@code PORT}, says where it is, and waits.
   *
   * @param arguments the unpacked WAR
   */
  public static void main(String[] arguments) throws InterruptedException {
    ROOT.setLevel(Level.WARNING);
    try {
      open(Path.of(arguments[0]), port(System.getenv("PORT")));
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    new CountDownLatch(1).await(); // for ever: after a return, the build would end meanwhile
  }

  /** Returns the port that a setting names. */
  static int port(@Nullable String setting) {
    String text = setting == null || setting.isBlank() ? DEFAULT_PORT : setting.strip();
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= HIGHEST_PORT) {
      return Integer.parseInt(text);
    }
    throw new IllegalStateException(
        "PORT: " + text + "; allowed: 1 to 65535, or 0 for any free port");
  }

  private static void open(Path war, int port) {
    DemoServer server = new DemoServer(war, port, Map.of());
    listen(server, port);
    say("Opening the shop: 3,000 products, 24,000 reviews ...");
    start(server);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    say("The shop is open: http://localhost:" + server.port() + "/  (Ctrl-C closes it)");
  }

  private static void listen(DemoServer server, int port) {
    try {
      server.listen();
    } catch (IOException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "Port " + port + ": " + reason.getMessage() + "; choose another, such as PORT=8081", e);
    }
  }

  private static void start(DemoServer server) {
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("The shop cannot open. " + e.getMessage(), e);
    }
  }

  private static void stop(DemoServer server) {
    try {
      server.stop();
      say("The shop is closed.");
    } catch (Exception e) {
      say("The shop did not close cleanly: " + e);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
