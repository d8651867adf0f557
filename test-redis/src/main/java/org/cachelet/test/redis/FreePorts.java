// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Hands out ports of 127.0.0.1 that nobody listens on. Thread-safe.
 *
 * <p>They are below those that the system gives to outgoing connections: else a client that tries
 * again and again to reach a killed server could get the server's port and connect to itself.
 */
public final class FreePorts {
  /** How far the port that nodes of a cluster use among themselves is from the one of clients. */
  static final int BUS_OFFSET = 10_000;

  private static final int FIRST = 10_000;
  private static final int LAST = 15_999; // some systems give 16,000 and above to connections
  private static final int ATTEMPTS = 1_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /**
   * Returns a port that is free, as is the one {@value #BUS_OFFSET} above it, and that was not
   * returned before in this JVM.
   *
   * @throws RedisStartException if there is none
   */
  public static int next() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (GIVEN.add(port) && isFree(port) && isFree(port + BUS_OFFSET)) {
        return port;
      }
    }
    throw new RedisStartException("no free port between " + FIRST + " and " + LAST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(loopback(port));
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the address of a port of 127.0.0.1, never of ::1. */
  static InetSocketAddress loopback(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    } catch (IOException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
