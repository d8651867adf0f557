// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.util.List;

/**
 * The invalidations of all nodes in one order, kept where all reach it. Positions come from a clock
 * of the stream's own that never goes back while the stream is there. Thread-safe; each method
 * blocks for a bounded time.
 */
public interface LogStream {
  /** How many records are read in one go at most; fewer mean that there were no more. */
  int MAX_READ = 1_000;

  /**
   * Appends at the end.
   *
   * @return the position
   * @throws UnavailableException if it is not known to have arrived; it may have
   */
  LogPosition append(Invalidation invalidation) throws UnavailableException;

  /**
   * Appends at a position of the caller's choice, unless the stream has gone further already.
   *
   * @throws UnavailableException if the stream cannot be reached
   */
  void appendAt(LogPosition position, Invalidation invalidation) throws UnavailableException;

  /**
   * Returns the next records after a position, at most {@value #MAX_READ}, in order; waits for the
   * first for {@code wait}, on a connection that nothing else uses. Empty is the proof that there
   * was none.
   *
   * @throws UnavailableException if the stream cannot be reached
   */
  List<Item> await(LogPosition after, Duration wait) throws UnavailableException;

  /**
   * Returns what {@link #await} returns, without waiting, on the connections that serve all else.
   *
   * @throws UnavailableException if the stream cannot be reached
   */
  List<Item> poll(LogPosition after) throws UnavailableException;

  /**
   * Returns where the stream begins and ends.
   *
   * @throws UnavailableException if the stream cannot be reached
   */
  Extent extent() throws UnavailableException;

  /**
   * Forgets the oldest records, and keeps the others for another {@code age} at least.
   *
   * @param age how old the records may be that are kept
   * @param count how many may be kept, approximately
   * @throws UnavailableException if the stream cannot be reached
   */
  void trim(Duration age, int count) throws UnavailableException;

  /**
   * A record of the stream.
   *
   * @param at its position; the time in it is that of the stream's clock in milliseconds since 1970
   * @param invalidation what it says
   */
  record Item(LogPosition at, Invalidation invalidation) {}

  /**
   * Where a stream begins and ends.
   *
   * @param first position of the oldest record; {@link LogPosition#START} if there is none
   * @param last the newest position ever given; {@link LogPosition#START} if the stream is not
   *     there
   */
  record Extent(LogPosition first, LogPosition last) {}

  /** The stream cannot be reached, or does not take what it is given. */
  final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes one with the reason, for logs. */
    public UnavailableException(String reason) {
      super(reason);
    }
  }
}
