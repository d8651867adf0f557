// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

/** A kind of server, with one way to have its sessions in Redis. */
@FunctionalInterface
public interface Container {
  /**
   * Starts a server with an application, on a free port of 127.0.0.1.
   *
   * @param application what to run: a ServletContainerInitializer that registers all it has
   */
  Node start(TestApplication application) throws Exception;

  /** A server that runs. */
  interface Node {
    /** Returns the port of 127.0.0.1 that it listens on. */
    int port();

    /** Stops it as an administrator does. */
    void stop() throws Exception;
  }
}
