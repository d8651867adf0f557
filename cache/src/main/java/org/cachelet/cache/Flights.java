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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The makings under way in one named cache, at most one for a key: on this node, and with leases
 * among all nodes. Thread-safe.
 */
final class Flights {
  /** How long callers do not wait for each other after a content was found not to be shareable. */
  private static final Duration UNSHARED = Duration.ofSeconds(30);

  private static final int MAX_UNSHARED = 10_000;

  private final ConcurrentMap<String, CompletableFuture<Flight.Landing>> underWay =
      new ConcurrentHashMap<>();
  private final Cache<String, Boolean> unshared;
  private final @Nullable Leases leases;

  /**
   * Begins without any.
   *
   * @param leases by which nodes agree; null if no other node shares the cache
   */
  Flights(InstantSource time, @Nullable Leases leases) {
    this.leases = leases;
    unshared =
        Caffeine.newBuilder()
            .maximumSize(MAX_UNSHARED)
            .expireAfterWrite(UNSHARED)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
            .executor(Runnable::run)
            .build();
  }

  /**
   * Takes part in the making of the content with this full key.
   *
   * @param fresh returns the entry with a full key, if there is a fresh one
   */
  Flight join(String key, Function<String, @Nullable Entry> fresh) {
    if (Dependencies.current().isMaking(key) || unshared.getIfPresent(key) != null) {
      return Flight.solo();
    }
    CompletableFuture<Flight.Landing> own = new CompletableFuture<>();
    CompletableFuture<Flight.Landing> other = underWay.putIfAbsent(key, own);
    if (other != null) {
      return Flight.following(other);
    }
    return leases == null
        ? Flight.leading(own, end -> underWay.remove(key, own))
        : claim(key, own, leases, fresh);
  }

  private Flight claim(
      String key,
      CompletableFuture<Flight.Landing> own,
      Leases shared,
      Function<String, @Nullable Entry> fresh) {
    Leases.Claim claim = shared.take(key);
    if (claim == Leases.Claim.TAKEN) {
      return Flight.leading(own, end -> landHere(key, own, end.outcome(), shared));
    }
    Flight waiting =
        Flight.following(
            new RemoteLeader(key, shared, fresh), own, end -> landAway(key, own, end.outcome()));
    if (claim == Leases.Claim.HELD) {
      return waiting;
    }
    noteUnshared(key);
    waiting.close();
    return Flight.solo();
  }

  private void landHere(
      String key, CompletableFuture<Flight.Landing> own, Flight.Outcome outcome, Leases shared) {
    if (outcome == Flight.Outcome.UNSHARED) {
      shared.refuse(key, UNSHARED);
    } else {
      shared.release(key);
    }
    underWay.remove(key, own); // last, or a next leader of this node would lose its lease here
  }

  private void landAway(String key, CompletableFuture<Flight.Landing> own, Flight.Outcome outcome) {
    underWay.remove(key, own);
    if (outcome == Flight.Outcome.UNSHARED) {
      noteUnshared(key);
    }
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
