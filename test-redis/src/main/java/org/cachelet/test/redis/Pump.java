// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Carries the bytes of one direction of a connection, with the faults that are on.
 *
 * <p>One thread reads and another writes, so that latency delays each part without holding up those
 * behind it.
 */
final class Pump {
  private static final int PART = 16 * 1024;
  private static final int PARTS_ON_THE_WAY = 256;
  private static final int PIECES_PER_SECOND = 50;

  private final ProxiedConnection connection;
  private final Direction direction;
  private final InputStream in;
  private final OutputStream out;
  private final BlockingQueue<Part> onTheWay = new ArrayBlockingQueue<>(PARTS_ON_THE_WAY);

  /** Makes one that carries nothing before {@link #start()}. */
  Pump(ProxiedConnection connection, Direction direction, InputStream in, OutputStream out) {
    this.connection = connection;
    this.direction = direction;
    this.in = in;
    this.out = out;
  }

  /** Starts the two threads, which end with the connection. */
  void start() {
    startThread(this::readAll);
    startThread(this::writeAll);
  }

  private static void startThread(Loop loop) {
    Thread thread = new Thread(() -> run(loop), "test-redis-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run(Loop loop) {
    try {
      loop.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readAll() throws InterruptedException {
    byte[] bytes = read();
    while (bytes.length > 0) {
      if (direction == Direction.TO_SERVER) {
        connection.listen(bytes);
      }
      put(bytes);
      bytes = read();
    }
    put(bytes);
  }

  /** Returns the next bytes, none if the connection has ended. */
  private byte[] read() {
    byte[] buffer = new byte[PART];
    try {
      return Arrays.copyOf(buffer, Math.max(0, in.read(buffer)));
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private void put(byte[] bytes) throws InterruptedException {
    Part part = new Part(bytes);
    boolean taken = false;
    while (!taken && !connection.isClosed()) { // a fault may hold the writer up for long
      taken = onTheWay.offer(part, 1, TimeUnit.SECONDS);
    }
  }

  private void writeAll() throws InterruptedException {
    while (!connection.isClosed()) {
      Part part = onTheWay.poll(1, TimeUnit.SECONDS);
      if (part != null) {
        deliver(part);
      }
    }
  }

  private void deliver(Part part) throws InterruptedException {
    awaitTurn(part);
    boolean end = part.bytes.length == 0;
    if (end) {
      awaitVisible();
    }
    if (!end && swallows()) {
      connection.lose();
    } else if (connection.isLossy()) { // TCP never loses bytes out of the middle
      connection.reset();
    } else if (end) {
      connection.close();
    } else {
      write(part.bytes);
    }
  }

  /** Waits as long as the latency, or a stall, holds the part back. */
  private void awaitTurn(Part part) throws InterruptedException {
    while (!connection.isClosed() && isHeld(part)) {
      Thread.sleep(1);
    }
  }

  private boolean isHeld(Part part) {
    Faults faults = connection.faults();
    long age = System.nanoTime() - part.arrival;
    return faults.concern(connection)
        && (faults.flow == Faults.Flow.STALLS || age < faults.latency(direction).toNanos());
  }

  /** Waits until the client may see that the server has closed the connection. */
  private void awaitVisible() throws InterruptedException {
    while (!connection.isClosed() && direction == Direction.TO_CLIENT && swallows()) {
      Thread.sleep(1);
    }
  }

  private boolean swallows() {
    Faults faults = connection.faults();
    return faults.swallow(direction) && faults.concern(connection);
  }

  private void write(byte[] bytes) throws InterruptedException {
    Faults faults = connection.faults();
    boolean concerned = faults.concern(connection);
    try {
      if (concerned && direction == Direction.TO_CLIENT && faults.truncateNow()) {
        out.write(bytes, 0, bytes.length / 2);
        connection.close();
        return;
      }
      if (concerned && direction == Direction.TO_CLIENT) {
        faults.corrupt(bytes);
      }
      writePieces(bytes, concerned ? faults.bytesPerSecond : Long.MAX_VALUE);
    } catch (IOException e) {
      connection.close();
    }
  }

  private void writePieces(byte[] bytes, long perSecond) throws IOException, InterruptedException {
    int piece = (int) Math.max(1, Math.min(bytes.length, perSecond / PIECES_PER_SECOND));
    for (int from = 0; from < bytes.length; from += piece) {
      int length = Math.min(piece, bytes.length - from);
      out.write(bytes, from, length);
      TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(length) / perSecond);
    }
  }

  /** The work of one thread. */
  private interface Loop {
    void run() throws InterruptedException;
  }

  /** Bytes that were read together; none means the end of the connection. */
  private static final class Part {
    private final byte[] bytes;
    private final long arrival = System.nanoTime();

    private Part(byte[] bytes) {
      this.bytes = bytes;
    }
  }
}
