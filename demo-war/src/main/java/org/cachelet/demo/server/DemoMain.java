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

  private DemoMain() {}

  /**
   * Opens the shop at {@code PORT}, says where it is, and waits.
   *
   * @param arguments the unpacked WAR
   */
  public static void main(String[] arguments) throws InterruptedException {
    ROOT.setLevel(Level.WARNING);
    int port = port(System.getenv("PORT"));
    DemoServer server = new DemoServer(Path.of(arguments[0]), port, Map.of());
    listen(server, port);
    say("Opening the shop: 3,000 products, 24,000 reviews ...");
    open(server);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
    say("The shop is open: http://localhost:" + server.port() + "/  (Ctrl-C closes it)");
    new CountDownLatch(1).await(); // for ever: a return would let the build end meanwhile
  }

  /** Returns the port that a setting names. */
  private static int port(@Nullable String setting) {
    String text = setting == null || setting.isBlank() ? DEFAULT_PORT : setting.strip();
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535) {
      return Integer.parseInt(text);
    }
    throw refuse("PORT: " + text + "; allowed: 0 to 65535, where 0 is any free port");
  }

  private static void listen(DemoServer server, int port) {
    try {
      server.listen();
    } catch (IOException e) {
      throw refuse("Port " + port + " is in use; choose another, for example PORT=8081");
    }
  }

  private static void open(DemoServer server) {
    try {
      server.start();
    } catch (Exception e) {
      throw refuse("The shop cannot open. " + e.getMessage());
    }
  }

  private static void close(DemoServer server) {
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

  /** Ends the program with one line that says why; never returns. */
  private static IllegalStateException refuse(String line) {
    System.err.println(line);
    System.exit(1);
    return new IllegalStateException(line);
  }
}
