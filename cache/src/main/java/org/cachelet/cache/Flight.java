// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One caller's part in the making of one content. The leader makes it and says how that ended;
 * followers wait for it. Must be closed: a leader that closes without a word has failed. Used by
 * one caller, on any thread.
 */
public final class Flight implements AutoCloseable {
  private final Role role;
  private final CompletableFuture<Landing> landing;
  private final Consumer<Landing> onLanding;
  private final @Nullable RemoteLeader remote;

  private Flight(
      Role role,
      CompletableFuture<Landing> landing,
      Consumer<Landing> onLanding,
      @Nullable RemoteLeader remote) {
    this.role = role;
    this.landing = landing;
    this.onLanding = onLanding;
    this.remote = remote;
  }

  /** Returns the part of one who makes the content for all who wait for {@code landing}. */
  static Flight leading(CompletableFuture<Landing> landing, Consumer<Landing> onLanding) {
    return new Flight(Role.LEADER, landing, onLanding, null);
  }

  /** Returns the part of one who waits for a leader on this node. */
  static Flight following(CompletableFuture<Landing> landing) {
    return new Flight(Role.FOLLOWER, landing, ignored -> {}, null);
  }

  /**
   * Returns the part of one who waits for a leader on another node, as do, through this one, all
   * who wait for {@code landing}.
   */
  static Flight following(
      RemoteLeader remote, CompletableFuture<Landing> landing, Consumer<Landing> onLanding) {
    return new Flight(Role.FOLLOWER, landing, onLanding, remote);
  }

  /** Returns the part of one who makes the content for itself. */
  static Flight solo() {
    return new Flight(Role.SOLO, new CompletableFuture<>(), ignored -> {}, null);
  }

  /** Returns this caller's part. */
  public Role role() {
    return role;
  }

  /** Says, as leader, that the content was stored. */
  public void complete(Entry entry) {
    land(new Landing(Outcome.STORED, entry));
  }

  /** Says, as leader, that the content was made and must not be shared. */
  public void completeUnshared() {
    land(new Landing(Outcome.UNSHARED, null));
  }

  /** Says, as leader, that what the content depends on was invalidated while it was made. */
  public void completeOutdated() {
    land(new Landing(Outcome.OUTDATED, null));
  }

  /**
   * Waits, as follower, for the leader.
   *
   * @param limit how long at most
   * @return how the flight ended, or {@link Outcome#TIMED_OUT}, or {@link Outcome#FAILED} if this
   *     thread was interrupted, which it then still is
   */
  public Landing await(Duration limit) {
    if (remote != null) {
      Landing end = remote.await(limit);
      land(end);
      return end;
    }
    try {
      return landing.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Landing(Outcome.TIMED_OUT, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Landing(Outcome.FAILED, null);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // never completed so
    }
  }

  /** Ends a leader's flight as failed, unless it was completed. */
  @Override
  public void close() {
    land(new Landing(remote == null ? Outcome.FAILED : Outcome.LOST, null));
  }

  private void land(Landing how) {
    if (role == Role.FOLLOWER && remote == null) { // what others wait for is not its to end
      return;
    }
    if (!landing.isDone()) {
      onLanding.accept(how); // first, so that who retries finds no landed flight
      landing.complete(how);
    }
  }

  /** A caller's part. */
  public enum Role {
    /** Makes the content for all. */
    LEADER,
    /** Waits for the leader. */
    FOLLOWER,
    /**
     * Makes the content for itself: it is being made around this very caller, or was found not to
     * be shareable a moment ago.
     */
    SOLO
  }

  /** How a flight ended. */
  public enum Outcome {
    /** The content was stored. */
    STORED,
    /** The content was made and must not be shared. */
    UNSHARED,
    /** The content was made, and what it depends on was invalidated meanwhile. */
    OUTDATED,
    /** The making failed. */
    FAILED,
    /** The leader was on another node and came to no end there; to be joined again. */
    LOST,
    /** It is still under way. */
    TIMED_OUT
  }

  /**
   * The end of a flight.
   *
   * @param outcome how it ended
   * @param entryOrNull what was stored; null exactly if the outcome is not {@link Outcome#STORED}
   */
  public record Landing(Outcome outcome, @Nullable Entry entryOrNull) {
    /** Returns what was stored, if anything was. */
    public Optional<Entry> entry() {
      return Optional.ofNullable(entryOrNull);
    }
  }
}
