// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs a cache that is a program of its own, in front of Jetty's raw servlet, as a child of this
 * process.
 */
public final class ProxyMain {
  private static final int ATTEMPTS = 5;
  private static final int POLLS = 200;
  private static final long POLL_MILLIS = 50;

  private ProxyMain() {}

  /**
   * Starts the program and serves until the bench ends it.
   *
   * @param arguments the program: {@code nginx} or {@code varnishd}
   */
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    Proxy proxy = Proxy.named(arguments[0]).orElseThrow();
    int origin = JettyServer.start(Applications.named("raw"));
    Path folder = Files.createTempDirectory("bench-" + arguments[0]);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      int port = freePort();
      Process process = start(proxy.command(folder, port, origin));
      if (listens(process, port)) {
        Control.serve(port, process::destroy);
      }
      process.destroy(); // the port may have been taken
    }
    throw new IOException(arguments[0] + " does not start");
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean listens(Process process, int port) throws InterruptedException {
    for (int poll = 0; poll < POLLS && process.isAlive(); poll++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return true;
      } catch (IOException e) {
        Thread.sleep(POLL_MILLIS);
      }
    }
    return false;
  }
}
