// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection that sends exactly the bytes it is given and reads exactly one answer at a time, so
 * that nothing a client library would clean up is cleaned up. Used by one thread.
 */
final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int FIRST_FINAL_STATUS = 200;

  private final Socket socket;
  private final InputStream in;

  /** Opens a connection to a port of 127.0.0.1. */
  RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends bytes. */
  void send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (SocketException e) {
      // refused while it is sent; the answer, if any, can still be read
    }
  }

  /** Sends nothing more. */
  void endOfInput() throws IOException {
    socket.shutdownOutput();
  }

  /** Reads the next answer to a request of that method, {@link Answer#NONE} if there is none. */
  Answer read(String method) throws IOException {
    try {
      Answer head = head();
      while (head.status() < FIRST_FINAL_STATUS) { // 1xx
        head = head();
      }
      boolean bodiless = method.equals("HEAD") || head.status() == 204 || head.status() == 304;
      return bodiless ? head : body(head);
    } catch (EOFException | SocketException e) {
      return Answer.NONE;
    }
  }

  /** Closes it at once, so that the server notices when it writes. */
  void abort() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Answer head() throws IOException {
    String status = line();
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    return new Answer(Integer.parseInt(status.split(" ", 3)[1]), lines, "", true);
  }

  private Answer body(Answer head) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean whole = true;
    if (head.field("Transfer-Encoding").isPresent()) {
      whole = readChunks(body);
    } else if (head.field("Content-Length").isPresent()) {
      int length = Integer.parseInt(head.field("Content-Length").get());
      whole = readBytes(length, body);
    } else {
      readBytes(Integer.MAX_VALUE, body);
    }
    return new Answer(head.status(), head.lines(), body.toString(ISO_8859_1), whole);
  }

  private boolean readChunks(ByteArrayOutputStream body) throws IOException {
    try {
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        if (!readBytes(size, body)) {
          return false;
        }
        line();
      }
      while (!line().isEmpty()) {
        // trailer fields
      }
      return true;
    } catch (EOFException | SocketException e) {
      return false;
    }
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private boolean readBytes(int length, ByteArrayOutputStream body) throws IOException {
    int left = length;
    byte[] buffer = new byte[8192];
    try {
      while (left > 0) {
        int read = in.read(buffer, 0, Math.min(left, buffer.length));
        if (read < 0) {
          return false;
        }
        body.write(buffer, 0, read);
        left -= read;
      }
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(ISO_8859_1);
  }
}
