// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What a server answered to one request.
 *
 * @param head status line and fields
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Reply(int status, String head, byte[] body) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int STATUS_BEGIN = 9;
  private static final int STATUS_END = 12;

  /** Asks once, on a connection of its own. */
  static Reply get(int port, String request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return read(socket.getInputStream());
    }
  }

  /** Reads a reply whose length is told, as all are that the bench compares. */
  static Reply read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the server closed the connection: " + head);
      }
      head.append((char) next);
    }
    int status = Integer.parseInt(head.substring(STATUS_BEGIN, STATUS_END));
    Optional<String> length = field(head.toString(), "Content-Length");
    if (status == 304) {
      return new Reply(status, head.toString(), new byte[0]);
    }
    int bytes =
        Integer.parseInt(length.orElseThrow(() -> new IOException("no length is told: " + head)));
    return new Reply(status, head.toString(), in.readNBytes(bytes));
  }

  /** Returns the value of a field. */
  Optional<String> field(String name) {
    return field(head, name);
  }

  /** Returns the body without compression. */
  byte[] unpacked() {
    if (field("Content-Encoding").isEmpty()) {
      return body;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> field(String head, String name) {
    String wanted = name.toLowerCase(Locale.ROOT) + ':';
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(wanted))
        .map(line -> line.substring(wanted.length()).trim())
        .findFirst();
  }
}
