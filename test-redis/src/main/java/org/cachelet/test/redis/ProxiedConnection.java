// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One client's connection through a {@link FaultProxy}. Thread-safe. */
final class ProxiedConnection {
  private final Socket client;
  private final Socket server;
  private final Supplier<Faults> faults;
  private final Consumer<ProxiedConnection> onClose;
  private final SaidWords said = new SaidWords();
  private volatile boolean lossy;

  /** Makes one that carries nothing before {@link #start()}. */
  ProxiedConnection(
      Socket client, Socket server, Supplier<Faults> faults, Consumer<ProxiedConnection> onClose) {
    this.client = client;
    this.server = server;
    this.faults = faults;
    this.onClose = onClose;
  }

  /** Starts to carry bytes both ways. */
  void start() throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    new Pump(this, Direction.TO_SERVER, client.getInputStream(), server.getOutputStream()).start();
    new Pump(this, Direction.TO_CLIENT, server.getInputStream(), client.getOutputStream()).start();
  }

  /** Returns the faults of the proxy as they are now. */
  Faults faults() {
    return faults.get();
  }

  /** Remembers what the client sends. */
  void listen(byte[] bytes) {
    said.add(bytes);
  }

  /** Returns whether the client ever sent this word as a whole argument. */
  boolean said(String word) {
    return said.contain(word);
  }

  /** Remembers that bytes were swallowed: what comes after them must never arrive. */
  void lose() {
    lossy = true;
  }

  /** Returns whether bytes were swallowed. */
  boolean isLossy() {
    return lossy;
  }

  /** Returns whether it was closed from this side. */
  boolean isClosed() {
    return client.isClosed();
  }

  /** Closes both sides so that the client gets a reset, not an orderly end. */
  void reset() {
    try {
      client.setSoLinger(true, 0);
    } catch (IOException e) {
      // closed already
    }
    close();
  }

  /** Closes both sides in order; a second call does nothing. */
  void close() {
    onClose.accept(this);
    close(client);
    close(server);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // nothing to be saved in a connection that is given up
    }
  }
}
