// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to sessions on this node. Thread-safe. */
final class SessionCounts {
  private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

  /** What is counted; {@link SessionStatistics} says what each means. */
  enum Event {
    FOUND,
    MISSING,
    CREATED,
    ENDED,
    ENDED_BY_ADMIN,
    ENDED_FOR_LIMIT,
    EXPIRED,
    REQUEST,
    SAVED,
    DROPPED,
    CONFLICT,
    UNREADABLE,
    OUTAGE,
    NEAR_USE,
    LOST
  }

  /** Begins with nothing. */
  SessionCounts() {
    for (Event event : Event.values()) {
      counts.put(event, new LongAdder());
    }
  }

  /** Counts one. */
  void add(Event event) {
    adder(event).increment();
  }

  /** Returns how many there were. */
  long of(Event event) {
    return adder(event).sum();
  }

  private LongAdder adder(Event event) {
    LongAdder adder = counts.get(event);
    if (adder == null) {
      throw new IllegalStateException("not counted: " + event);
    }
    return adder;
  }

  /**
   * Returns all of them.
   *
   * @param pending changes that are being tried again
   * @param near sessions that this node has copies of
   */
  SessionStatistics statistics(long pending, long near) {
    return new SessionStatistics(
        of(Event.FOUND),
        of(Event.MISSING),
        of(Event.CREATED),
        of(Event.ENDED),
        of(Event.ENDED_BY_ADMIN),
        of(Event.ENDED_FOR_LIMIT),
        of(Event.EXPIRED),
        of(Event.REQUEST),
        of(Event.SAVED),
        of(Event.DROPPED),
        of(Event.CONFLICT),
        of(Event.UNREADABLE),
        of(Event.OUTAGE),
        of(Event.NEAR_USE),
        of(Event.LOST),
        pending,
        near);
  }
}
