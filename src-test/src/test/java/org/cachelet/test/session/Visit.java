// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.session;

import java.time.Duration;

/**
 * One request, as its visitor saw it.
 *
 * @param begun of {@link System#nanoTime()}
 * @param took until the last byte
 * @param node the number of the node that was asked
 * @param kind what was asked for
 * @param result what came back
 * @param storage where the session of the visitor is stored; empty if there was none
 */
record Visit(long begun, Duration took, int node, Kind kind, Result result, String storage) {

  /** What is asked for. */
  enum Kind {
    /** Something that needs no session, although the client sends its id. */
    PLAIN,
    /** All attributes. */
    READ,
    /** A change. */
    WRITE,
    /** A change before a response that is flushed early. */
    FLUSH,
    /** A change after the response was flushed. */
    LATE;

    /** Returns whether it changes the session. */
    boolean changes() {
      return this != PLAIN && this != READ;
    }
  }

  /** What comes back. */
  enum Result {
    OK,
    /** 503 that says when to come again. */
    UNAVAILABLE,
    /** Any other error, or no answer. */
    ERROR
  }

  /** Returns whether it began in a span of {@link System#nanoTime()}. */
  boolean isWithin(long from, long to) {
    return begun - from >= 0 && to - begun > 0;
  }
}
