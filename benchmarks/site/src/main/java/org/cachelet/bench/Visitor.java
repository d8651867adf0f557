// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One connection that asks the same again and again, and checks each byte of what comes. Used by
 * one thread.
 */
final class Visitor implements AutoCloseable {
  private static final int HEAD_ROOM = 16_384;
  private static final int STATUS = 9;
  private static final byte[] LENGTH =
      "content-length:".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private final ByteBuffer request;
  private final ByteBuffer reply;
  private final ByteBuffer expected;
  private final int status;
  private final byte[] head = new byte[HEAD_ROOM];
  private int bodyFrom;
  private long asked;

  /** Connects, and asks nothing yet. */
  Visitor(Selector selector, int port, Expected wanted) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
    request = direct(wanted.request());
    expected = direct(wanted.body());
    status = wanted.status();
    reply = ByteBuffer.allocateDirect(HEAD_ROOM + wanted.body().length);
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /** Asks. */
  void ask() throws IOException {
    reply.clear();
    bodyFrom = 0;
    asked = System.nanoTime();
    request.rewind();
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  /** Reads what is there, and returns the nanoseconds that a complete reply took; else 0. */
  long read() throws IOException {
    if (channel.read(reply) < 0) {
      throw new IOException("the server closed the connection");
    }
    if (bodyFrom == 0 && !readHead()) {
      return 0;
    }
    int missing = bodyFrom + expected.limit() - reply.position();
    if (missing > 0) {
      return 0;
    }
    if (missing < 0 || reply.duplicate().flip().position(bodyFrom).mismatch(expected) >= 0) {
      throw new IOException("the server sent another body");
    }
    return System.nanoTime() - asked;
  }

  private boolean readHead() throws IOException {
    int length = Math.min(reply.position(), HEAD_ROOM);
    reply.get(0, head, 0, length);
    for (int at = STATUS; at + 3 < length; at++) {
      if (head[at] == '\r' && head[at + 2] == '\r') {
        bodyFrom = at + 4;
        check(at);
        return true;
      }
    }
    return false;
  }

  private void check(int end) throws IOException {
    int told = (head[STATUS] - '0') * 100 + (head[STATUS + 1] - '0') * 10 + head[STATUS + 2] - '0';
    if (told != status) {
      throw new IOException("the server answered " + told + " in place of " + status);
    }
    if (expected.limit() > 0 && length(end) != expected.limit()) {
      throw new IOException("the server sent a body of another length: " + length(end));
    }
  }

  private int length(int end) {
    for (int at = STATUS; at < end; at++) {
      if (head[at] == '\n' && isLength(at + 1)) {
        return number(at + 1 + LENGTH.length);
      }
    }
    return -1;
  }

  private boolean isLength(int at) {
    for (int i = 0; i < LENGTH.length; i++) {
      if ((head[at + i] | ' ') != LENGTH[i]) { // the dash and the colon have that bit already
        return false;
      }
    }
    return true;
  }

  private int number(int from) {
    int number = 0;
    for (int at = from; head[at] != '\r'; at++) {
      number = head[at] == ' ' ? number : number * 10 + head[at] - '0';
    }
    return number;
  }

  /** Hangs up. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
