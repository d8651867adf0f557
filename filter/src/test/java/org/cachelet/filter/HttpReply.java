// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came back for one request over a socket of its own, byte for byte.
 *
 * @param interim the statuses of the responses before the final one
 * @param status the final status
 * @param fields the field lines as they came
 * @param body the bytes without chunk framing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record HttpReply(List<Integer> interim, int status, List<String> fields, byte[] body) {
  private static final int TIMEOUT_MILLIS = 20_000;

  /**
   * Sends a request and reads until the server closes the connection.
   *
   * @param head the request line and field lines, without line ends
   */
  static HttpReply of(int port, List<String> head, String content) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      String request = String.join("\r\n", head) + "\r\n\r\n" + content;
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return read(
          new BufferedInputStream(socket.getInputStream()), head.get(0).startsWith("HEAD "));
    }
  }

  /** Returns the values of all lines of a field, in order. */
  List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (String line : fields) {
      int colon = line.indexOf(':');
      if (line.substring(0, colon).equalsIgnoreCase(name)) {
        values.add(line.substring(colon + 1).strip());
      }
    }
    return values;
  }

  /** Returns the value of the only line of a field. */
  Optional<String> one(String name) {
    List<String> values = all(name);
    if (values.size() > 1) {
      throw new AssertionError(name + " is there " + values.size() + " times: " + values);
    }
    return values.stream().findFirst();
  }

  /** Returns the body as text. */
  String text() {
    return new String(body, ISO_8859_1);
  }

  private static HttpReply read(InputStream in, boolean head) throws IOException {
    List<Integer> interim = new ArrayList<>();
    while (true) {
      int status = Integer.parseInt(line(in).split(" ", 3)[1]);
      List<String> fields = new ArrayList<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        fields.add(line);
      }
      if (status >= 200) {
        HttpReply reply = new HttpReply(interim, status, fields, new byte[0]);
        boolean bodiless = head || status == 204 || status == 304;
        return new HttpReply(interim, status, fields, bodiless ? rest(in) : reply.body(in));
      }
      interim.add(status);
    }
  }

  private byte[] body(InputStream in) throws IOException {
    byte[] rest = rest(in);
    if (one("Transfer-Encoding").isPresent()) {
      return unchunked(rest);
    }
    Optional<String> length = one("Content-Length");
    if (length.isPresent() && Integer.parseInt(length.get()) != rest.length) {
      throw new AssertionError(rest.length + " bytes instead of " + length.get());
    }
    return rest;
  }

  private static byte[] unchunked(byte[] chunked) throws IOException {
    InputStream in = new ByteArrayInputStream(chunked);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(in); size > 0; size = size(in)) {
      body.write(in.readNBytes(size));
      line(in);
    }
    return body.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).strip(), 16);
  }

  private static byte[] rest(InputStream in) throws IOException {
    return in.readAllBytes();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("ended after: " + line.toString(ISO_8859_1));
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).strip();
  }

  @Override
  public String toString() {
    return interim + " " + status + "\n" + String.join("\n", fields) + "\n\n" + text();
  }
}
