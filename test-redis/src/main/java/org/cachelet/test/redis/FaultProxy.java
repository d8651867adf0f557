// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bad network in front of a port of 127.0.0.1. Thread-safe.
 *
 * <p>Faults can be switched on and off while connections live; they add up, until {@link #heal()}
 * switches all of them off. A reply, as truncated or corrupted, means bytes that the server sent in
 * one piece: true for one client that waits for each reply, roughly true for pipelines.
 */
public final class FaultProxy implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 5_000;

  private final int target;
  private final int port;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile Faults faults = new Faults();

  @GuardedBy("this")
  private Listener listener;

  private FaultProxy(int target) {
    this.target = target;
    port = FreePorts.next();
    listener = listen();
  }

  /** Starts a proxy, without faults, in front of that port of 127.0.0.1. */
  public static FaultProxy to(int port) {
    return new FaultProxy(port);
  }

  /** Returns the port that clients connect to; it stays the same. */
  public int port() {
    return port;
  }

  /** Returns the address as "redis://127.0.0.1:6379". */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Returns how many connections live. */
  public int connections() {
    return connections.size();
  }

  /** Returns how many connections were accepted so far. */
  public int accepted() {
    return accepted.get();
  }

  /** Holds commands and replies back for that long each. */
  public FaultProxy latency(Duration toServer, Duration toClient) {
    faults.latencyToServer = toServer;
    faults.latencyToClient = toClient;
    return this;
  }

  /**
   * Lets no more than that many bytes a second through each connection each way.
   *
   * @throws IllegalArgumentException if it is not more than 0
   */
  public FaultProxy bandwidth(long bytesPerSecond) {
    if (bytesPerSecond <= 0) {
      throw new IllegalArgumentException("bytesPerSecond must be more than 0: " + bytesPerSecond);
    }
    faults.bytesPerSecond = bytesPerSecond;
    return this;
  }

  /**
   * Holds all bytes back until {@link #heal()}, then delivers them: a short outage as TCP shows it.
   */
  public FaultProxy stall() {
    faults.flow = Faults.Flow.STALLS;
    return this;
  }

  /**
   * Swallows all bytes both ways. Connections stay, and new ones are accepted while the server
   * lives; after {@link #heal()} those that lost bytes are reset as soon as they are used.
   */
  public FaultProxy blackhole() {
    faults.flow = Faults.Flow.VANISHES;
    return this;
  }

  /** Swallows all replies, while commands still reach the server; else as {@link #blackhole()}. */
  public FaultProxy halfOpen() {
    faults.flow = Faults.Flow.VANISHES_TO_CLIENT;
    return this;
  }

  /** Cuts each n-th reply in its middle and closes the connection; 0 cuts none. */
  public FaultProxy truncateReplies(int everyNth) {
    faults.truncateEvery(everyNth);
    return this;
  }

  /** Flips a bit inside a string of each n-th reply that holds one; 0 changes none. */
  public FaultProxy corruptReplies(int everyNth) {
    faults.corruptEvery(everyNth);
    return this;
  }

  /**
   * Limits the faults, and {@link #resetAll()}, to connections that ever sent this word as a whole
   * argument, for example "XREAD"; may be called before or after the faults are switched on.
   *
   * @param asciiWord letters in any case
   */
  public FaultProxy onlyConnectionsThatSaid(String asciiWord) {
    faults.word = asciiWord;
    return this;
  }

  /** Resets the living connections (RST). */
  public FaultProxy resetAll() {
    connections.stream().filter(faults::concern).forEach(ProxiedConnection::reset);
    return this;
  }

  /** Refuses new connections and resets all living ones, as if nothing listened on the port. */
  public synchronized FaultProxy refuse() {
    closeListener();
    connections.forEach(ProxiedConnection::reset);
    return this;
  }

  /** Accepts connections again after {@link #refuse()}, else does nothing. */
  public synchronized FaultProxy accept() {
    if (listener.socket().isClosed()) {
      listener = listen();
    }
    return this;
  }

  /** Switches all faults off, {@link #refuse()} and {@link #onlyConnectionsThatSaid} too. */
  public FaultProxy heal() {
    faults = new Faults();
    return accept();
  }

  /** Closes the port and all connections. */
  @Override
  public synchronized void close() {
    closeListener();
    connections.forEach(ProxiedConnection::close);
  }

  /** Closes the port, which goes on to take clients until nobody waits for one any more. */
  @GuardedBy("this")
  private void closeListener() {
    try {
      listener.socket().close();
      listener.thread().join(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Listener listen() {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(FreePorts.loopback(port), 1024);
      Thread thread = new Thread(() -> acceptAll(socket), "test-redis-proxy-" + port);
      thread.setDaemon(true);
      thread.start();
      return new Listener(socket, thread);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void acceptAll(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        connect(socket, socket.accept());
      } catch (IOException e) {
        // closed, or a client that has gone
      }
    }
  }

  /** Joins a client to the target; a client whose target is down gets a reset. */
  private void connect(ServerSocket socket, Socket client) throws IOException {
    Socket server = new Socket();
    ProxiedConnection connection =
        new ProxiedConnection(client, server, () -> faults, connections::remove);
    try {
      accepted.incrementAndGet();
      server.connect(FreePorts.loopback(target));
      connections.add(connection);
      connection.start();
    } catch (IOException e) {
      connection.reset();
      throw e;
    }
    if (socket.isClosed()) { // refused meanwhile, too late for it to be found there
      connection.reset();
    }
  }

  private record Listener(ServerSocket socket, Thread thread) {}
}
