// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one of many who miss the same content comes to: the content that another one made meanwhile,
 * or the turn to make it.
 *
 * @param foundOrNull the content; null if it is to be made
 * @param flight the part of this caller, to be closed
 */
record Turn(@Nullable Entry foundOrNull, Flight flight) {
  /**
   * Waits for the content or the turn to make it, for no longer than {@link
   * CacheOptions#flightWait()}.
   *
   * @param isReadable whether the content of an entry can be used
   */
  static Turn await(EntryCache entries, String key, Predicate<Entry> isReadable) {
    long deadline = entries.now() + entries.options().flightWait().toMillis();
    while (true) {
      Flight flight = entries.join(key);
      if (flight.role() != Flight.Role.FOLLOWER) {
        return lead(entries, key, isReadable, flight);
      }
      Flight.Landing landing = flight.await(Duration.ofMillis(deadline - entries.now()));
      boolean inVain = isInVain(landing, entries.validity());
      Optional<Entry> stored = landing.entry().filter(isReadable);
      if (stored.isPresent() && !inVain) {
        entries.counters().count(CacheEvent.COLLAPSED, entries.fullKey(key));
        return new Turn(stored.get(), flight);
      }
      if (!inVain || entries.now() >= deadline) {
        return new Turn(null, flight);
      }
      flight.close();
    }
  }

  /** Returns the content, unless it is to be made. */
  Optional<Entry> found() {
    return Optional.ofNullable(foundOrNull);
  }

  private static Turn lead(
      EntryCache entries, String key, Predicate<Entry> isReadable, Flight flight) {
    Lookup again = entries.peek(key); // another flight may have landed since the first lookup
    if (again.freshness() == Freshness.FRESH && isReadable.test(again.found())) {
      flight.complete(again.found());
      return new Turn(again.found(), flight);
    }
    return new Turn(null, flight);
  }

  /** Returns whether a flight ended so that another one is worth waiting for. */
  private static boolean isInVain(Flight.Landing landing, Validity validity) {
    return landing.outcome() == Flight.Outcome.OUTDATED
        || landing.outcome() == Flight.Outcome.LOST
        || landing.entry().filter(validity::isOutdated).isPresent(); // since it was stored
  }
}
