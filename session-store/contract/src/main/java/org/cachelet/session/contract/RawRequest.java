// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Sends bytes that no HTTP client would send. */
public final class RawRequest {
  private static final int LIMIT_MILLIS = 60_000;

  private RawRequest() {}

  /** Gets a target with a Cookie field, each byte as given, and returns all that comes back. */
  public static String get(Container.Node node, String target, String cookie) throws IOException {
    return get(node, target, cookie, "close");
  }

  /** Gets a target with a Cookie and a Connection field, and returns all that comes back. */
  static String get(Container.Node node, String target, String cookie, String connection)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
      socket.setSoTimeout(LIMIT_MILLIS);
      String request =
          "GET "
              + target
              + " HTTP/1.1\r\nHost: localhost\r\nCookie: "
              + cookie
              + "\r\nConnection: "
              + connection
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
