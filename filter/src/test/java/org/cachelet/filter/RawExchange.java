// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** One request over a socket of its own, and the bytes that came back. */
final class RawExchange implements AutoCloseable {
  /**
   * What came back.
   *
   * @param status the status line
   * @param fields the lines of interim answers and the field lines, without Date and what frames
   *     the body
   * @param framing the field lines that frame the body
   * @param body the body in ISO-8859-1, without chunk framing
   * @param whole whether the body ended as its framing promised
   */
  record Answer(
      String status, List<String> fields, List<String> framing, String body, boolean whole) {
    /** Returns this answer without its framing. */
    Answer unframed() {
      return new Answer(status, fields, List.of(), body, whole);
    }
  }

  private final Socket socket;
  private final InputStream in;
  private final String method;

  /** Sends a request. */
  RawExchange(int port, String method, String path, CapturingFilter.Mode mode) throws IOException {
    this.method = method;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    in = new BufferedInputStream(socket.getInputStream());
    String head =
        "%s %s HTTP/1.1\r\nHost: test\r\nMode: %s\r\nConnection: close\r\nTE: trailers\r\n\r\n"
            .formatted(method, path, mode);
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
  }

  /** Reads up to and with this text. */
  String readUntil(String text) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(text, read.length() - text.length()) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("ended after: " + read);
      }
      read.append((char) next);
    }
    return read.toString();
  }

  /** Reads the whole answer. */
  Answer answer() throws IOException {
    List<String> fields = new ArrayList<>();
    List<String> head = readUntil("\r\n\r\n").lines().toList();
    while (head.get(0).startsWith("HTTP/1.1 1")) { // interim ones belong to the answer
      head.stream().filter(line -> !line.startsWith("Date:")).forEach(fields::add);
      head = readUntil("\r\n\r\n").lines().toList();
    }
    String status = head.get(0);
    List<String> framing = new ArrayList<>();
    for (String line : head.subList(1, head.size() - 1)) {
      String name = line.substring(0, line.indexOf(':'));
      if (List.of("Content-Length", "Transfer-Encoding", "Connection").contains(name)) {
        framing.add(line);
      } else if (!name.equals("Date")) {
        fields.add(line);
      }
    }
    boolean bodiless = method.equals("HEAD") || status.contains(" 204") || status.contains(" 304");
    return body(new Answer(status, fields, framing, "", true), bodiless);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Answer body(Answer head, boolean bodiless) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean whole = true;
    if (!bodiless && head.framing().contains("Transfer-Encoding: chunked")) {
      whole = readChunks(body);
    } else if (!bodiless) {
      in.transferTo(body);
      whole = head.framing().stream().noneMatch(line -> isShort(line, body.size()));
    }
    return new Answer(
        head.status(), head.fields(), head.framing(), body.toString(ISO_8859_1), whole);
  }

  private boolean readChunks(ByteArrayOutputStream body) throws IOException {
    try {
      while (true) {
        int length = Integer.parseInt(readUntil("\r\n").strip(), 16);
        byte[] chunk = in.readNBytes(length);
        body.write(chunk);
        if (chunk.length < length) {
          return false;
        }
        String end = readUntil("\r\n");
        if (length == 0) {
          while (!end.equals("\r\n")) {
            body.write(end.getBytes(ISO_8859_1)); // trailer fields
            end = readUntil("\r\n");
          }
          return true;
        }
      }
    } catch (EOFException e) {
      return false;
    }
  }

  private static boolean isShort(String line, int length) {
    return line.startsWith("Content-Length: ")
        && Integer.parseInt(line.substring("Content-Length: ".length())) != length;
  }
}
