// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import io.netty.util.internal.PlatformDependent;

/**
 * The events that Netty records for Flight Recorder. It registers a listener for them with the JVM
 * that nobody can remove, and that keeps the class loader of an application for ever.
 */
final class NettyEvents {
  private static final String ENABLED = "io.netty.jfr.enabled";

  private NettyEvents() {}

  /** Loads Netty without them, unless it is loaded already, or somebody has decided otherwise. */
  static synchronized void switchOff() {
    if (System.getProperty(ENABLED) == null) {
      System.setProperty(ENABLED, "false");
      try {
        var unused = PlatformDependent.isJfrEnabled(); // read once, when the class is initialized
      } finally {
        System.clearProperty(ENABLED); // other applications have a Netty of their own
      }
    }
  }
}
