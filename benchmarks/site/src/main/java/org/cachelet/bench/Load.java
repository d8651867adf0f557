// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A closed loop: each connection asks again as soon as it has its answer, all in one thread. Used
 * by one thread.
 */
final class Load implements AutoCloseable {
  private static final long STALLED_MILLIS = 10_000;
  private static final double HUNDREDTH = 0.01;
  private static final int FIRST_ROOM = 1 << 16;

  private final Selector selector = Selector.open();
  private final int port;
  private final List<Expected> all;
  private final List<Visitor> visitors = new ArrayList<>();
  private long[] nanos = new long[FIRST_ROOM];
  private int count;
  private int open;
  private long end;

  /**
   * Prepares to visit a server.
   *
   * @param all what each connection asks for
   */
  Load(int port, List<Expected> all) throws IOException {
    this.port = port;
    this.all = List.copyOf(all);
  }

  /**
   * Connects, since servers end what is idle between rounds, asks for a while, and waits for the
   * last answers.
   *
   * @throws IOException if the server answers anything else than it should
   */
  Result run(Duration duration) throws IOException {
    hangUp();
    for (Expected expected : all) {
      visitors.add(new Visitor(selector, port, expected));
    }
    count = 0;
    long begin = System.nanoTime();
    end = begin + duration.toNanos();
    for (Visitor visitor : visitors) {
      visitor.ask();
    }
    open = visitors.size();
    while (open > 0) {
      if (selector.select(this::serve, STALLED_MILLIS) == 0) {
        throw new IOException("the server answers no more");
      }
    }
    return result(System.nanoTime() - begin);
  }

  private void serve(SelectionKey key) {
    try {
      Visitor visitor = (Visitor) key.attachment();
      long took = visitor.read();
      if (took > 0) {
        add(took);
        askAgain(visitor);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void askAgain(Visitor visitor) throws IOException {
    if (System.nanoTime() < end) {
      visitor.ask();
    } else {
      open--;
    }
  }

  private void add(long took) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = took;
  }

  private Result result(long took) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return new Result(count, took, sorted[count / 2], sorted[(int) (count * (1 - HUNDREDTH))]);
  }

  private void hangUp() throws IOException {
    for (Visitor visitor : visitors) {
      visitor.close();
    }
    visitors.clear();
    selector.selectNow(); // forgets the keys of closed connections
  }

  /** Hangs up for good. */
  @Override
  public void close() throws IOException {
    hangUp();
    selector.close();
  }

  /**
   * What came of it.
   *
   * @param requests how many were answered, all as they should be
   * @param nanos how long that took
   * @param median nanoseconds of the faster half
   * @param slow nanoseconds that one in a hundred took, or more
   */
  record Result(int requests, long nanos, long median, long slow) {}
}
