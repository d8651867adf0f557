// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many visitors of one slow page, each with a thread and connections of their own. Thread-safe. */
final class Crowd {
  private static final Duration THINK = Duration.ofMillis(50);
  private static final double NANOS_PER_MILLI = 1e6;

  private final List<Integer> ports;
  private final String request;

  /**
   * Makes a crowd that does nothing yet.
   *
   * @param ports where the servers listen, which are visited in turn
   */
  Crowd(List<Integer> ports, String path) {
    this.ports = List.copyOf(ports);
    request = "GET " + path + " HTTP/1.1\r\nHost: site\r\n\r\n"; // one page, whichever the port
  }

  /** Lets all ask at the same moment, and returns what each got. */
  List<Visit> burst(int size) throws IOException {
    CyclicBarrier start = new CyclicBarrier(size);
    List<Callable<List<Visit>>> visits = new ArrayList<>();
    for (int n = 0; n < size; n++) {
      int port = ports.get(n % ports.size());
      visits.add(
          () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
              start.await();
              return List.of(ask(socket));
            }
          });
    }
    return all(visits);
  }

  /** Lets all ask again and again for a while, and returns what they got. */
  List<Visit> stay(int size, Duration duration) throws IOException {
    List<Callable<List<Visit>>> visits = new ArrayList<>();
    for (int n = 0; n < size; n++) {
      int port = ports.get(n % ports.size());
      visits.add(() -> visit(port, duration));
    }
    return all(visits);
  }

  private List<Visit> visit(int port, Duration duration) throws Exception {
    List<Visit> all = new ArrayList<>();
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      // A connection for each, since one on which a stale page was sent may be closed.
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        all.add(ask(socket));
      }
      Thread.sleep(THINK.toMillis());
    }
    return all;
  }

  private Visit ask(Socket socket) throws IOException {
    long begin = System.nanoTime();
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    Reply reply = Reply.read(socket.getInputStream());
    if (reply.status() != 200 || !Arrays.equals(reply.body(), SlowPage.PAGE)) {
      throw new IOException("a crowd was answered " + reply.head());
    }
    double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
    return new Visit(
        millis, reply.field("Cache-Status").filter(it -> it.contains("hit")).isPresent());
  }

  private static List<Visit> all(List<Callable<List<Visit>>> visits) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(visits.size());
    List<Visit> all = new ArrayList<>();
    try {
      for (Future<List<Visit>> visit : threads.invokeAll(visits)) {
        all.addAll(visit.get());
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
    }
    return all;
  }

  /**
   * One answer.
   *
   * @param millis how long it took
   * @param isHit whether it was there already, fresh or stale
   */
  record Visit(double millis, boolean isHit) {}
}
