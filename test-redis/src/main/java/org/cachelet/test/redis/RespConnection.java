// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** One connection that speaks RESP2, the protocol of Redis. Used by one thread. */
final class RespConnection implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  /**
   * Connects to a port of 127.0.0.1.
   *
   * @param timeout for connecting and for each read; zero waits for ever
   */
  RespConnection(SocketFactory sockets, int port, Duration timeout) throws IOException {
    socket = sockets.createSocket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) timeout.toMillis());
      socket.connect(FreePorts.loopback(port), (int) timeout.toMillis());
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Returns the bytes of some text, as arguments are given. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Sends one command without waiting for its reply. */
  void send(byte[]... arguments) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes("*" + arguments.length + "\r\n"));
    for (byte[] argument : arguments) {
      out.writeBytes(bytes("$" + argument.length + "\r\n"));
      out.writeBytes(argument);
      out.writeBytes(bytes("\r\n"));
    }
    socket.getOutputStream().write(out.toByteArray());
  }

  /**
   * Sends one command and returns its reply, see {@link #read()}.
   *
   * @throws RedisErrorException if the reply is an error
   */
  @Nullable Object call(byte[]... arguments) throws IOException {
    send(arguments);
    Object reply = read();
    if (reply instanceof RedisErrorException error) {
      throw error;
    }
    return reply;
  }

  /**
   * Returns the next reply: a String for a status, a Long, a {@code byte[]}, a List of such, null,
   * or a {@link RedisErrorException} that is not thrown, as it may be one of several replies.
   *
   * @throws EOFException if the server has closed the connection
   */
  @Nullable Object read() throws IOException {
    String line = readLine();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case '-' -> new RedisErrorException(rest);
      case ':' -> Long.valueOf(rest);
      case '$' -> readBulk(Integer.parseInt(rest));
      case '*' -> readArray(Integer.parseInt(rest));
      default -> throw new IOException("not a reply: " + line);
    };
  }

  private byte @Nullable [] readBulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] payload = in.readNBytes(length);
    if (payload.length < length || in.readNBytes(2).length < 2) {
      throw new EOFException("reply cut after " + payload.length + " bytes of " + length);
    }
    return payload;
  }

  private @Nullable List<@Nullable Object> readArray(int size) throws IOException {
    if (size < 0) {
      return null;
    }
    List<@Nullable Object> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(read());
    }
    return items;
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next != '\r') {
      if (next < 0) {
        throw new EOFException("connection closed by the server");
      }
      line.write(next);
      next = in.read();
    }
    if (in.read() != '\n' || line.size() == 0) {
      throw new IOException("not a line of a reply: " + line.toString(StandardCharsets.UTF_8));
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** Returns a reply with every {@code byte[]} in it turned into text. */
  static @Nullable Object text(@Nullable Object reply) {
    if (reply instanceof byte[] payload) {
      return new String(payload, StandardCharsets.UTF_8);
    }
    if (reply instanceof List<?> items) {
      List<@Nullable Object> texts = new ArrayList<>();
      items.forEach(item -> texts.add(text(item)));
      return texts;
    }
    return reply;
  }

  /** Closes the socket; a thread that reads gets an error. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
