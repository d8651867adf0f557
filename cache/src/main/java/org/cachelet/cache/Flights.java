// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** The makings under way in one named cache, at most one for a key. Thread-safe. */
final class Flights {
  /** How long callers do not wait for each other after a content was found not to be shareable. */
  private static final Duration UNSHARED = Duration.ofSeconds(30);

  private static final int MAX_UNSHARED = 10_000;

  private final ConcurrentMap<String, CompletableFuture<Flight.Landing>> underWay =
      new ConcurrentHashMap<>();
  private final Cache<String, Boolean> unshared;

  Flights(InstantSource time) {
    unshared =
        Caffeine.newBuilder()
            .maximumSize(MAX_UNSHARED)
            .expireAfterWrite(UNSHARED)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
            .executor(Runnable::run)
            .build();
  }

  /** Takes part in the making of the content with this full key. */
  Flight join(String key) {
    if (Dependencies.current().isMaking(key) || unshared.getIfPresent(key) != null) {
      return new Flight(Flight.Role.SOLO, new CompletableFuture<>(), () -> {});
    }
    CompletableFuture<Flight.Landing> own = new CompletableFuture<>();
    CompletableFuture<Flight.Landing> other = underWay.putIfAbsent(key, own);
    return other == null
        ? new Flight(Flight.Role.LEADER, own, () -> underWay.remove(key, own))
        : new Flight(Flight.Role.FOLLOWER, other, () -> {});
  }

  /** Remembers for a while that the content with this full key could not be shared. */
  void noteUnshared(String key) {
    unshared.put(key, true);
  }

  /** Forgets that, since a content with this full key was stored. */
  void noteShared(String key) {
    unshared.invalidate(key);
  }
}
