// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.cachelet.cache.PathPattern;
import org.cachelet.cache.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The turns that requests of one visitor take where the application wants them one after the other,
 * over all nodes. Thread-safe.
 *
 * <p>Who has the turn holds a lock in Redis, which is renewed while the request runs and ends by
 * itself some seconds after its node has died. Of each node one request at a time asks for it.
 */
public final class SessionTurns implements AutoCloseable {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final long RENEWAL_MILLIS = LEASE.toMillis() / 4;
  private static final long PAUSE_NANOS = 10_000_000;
  private static final SessionLock NOTHING = new SessionLock(() -> {});

  private final Sessions sessions;
  private final SessionsCore core;
  private final List<PathPattern> paths;
  private final Duration wait;
  private final NodeQueue queue = new NodeQueue();

  /** Renews; null where no request takes turns. */
  private final @Nullable ScheduledExecutorService thread;

  SessionTurns(Sessions sessions, SessionsCore core, Settings settings) {
    this.sessions = sessions;
    this.core = core;
    paths = settings.value(SessionSettings.LOCK);
    wait = settings.value(SessionSettings.LOCK_WAIT);
    thread = paths.isEmpty() ? null : new ScheduledThreadPoolExecutor(1, SessionTurns::thread);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "cachelet-session-turns");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns whether any requests take turns. */
  public boolean areTaken() {
    return thread != null;
  }

  /**
   * Returns whether requests for a path take turns.
   *
   * @param path the path within the application, as it was sent or as the container understands it
   */
  public boolean areTaken(String path) {
    for (PathPattern pattern : paths) {
      if (pattern.matches(path)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Waits until no other request of this session has the turn. The session is to be read after
   * that.
   *
   * @param id what the client sent, be it anything
   * @return what ends the turn, on any thread; empty if the id opens no session
   * @throws SessionOutageException if others had the turn for too long, or Redis does not answer
   *     and settings want that to be told
   */
  public Optional<SessionLock> take(String id) {
    return find(id).map(session -> take(session, System.nanoTime() + wait.toNanos()));
  }

  private Optional<Session> find(String id) {
    try {
      return sessions.find(id);
    } catch (SessionOutageException e) {
      if (sessions.isAnonymousInOutages()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private SessionLock take(Session session, long end) {
    String storage = session.storage();
    if (!queue.enter(storage, wait)) {
      throw tooLong(storage);
    }
    Optional<SessionLock> taken = Optional.empty();
    try {
      taken = takeOfAll(storage, end);
    } catch (SessionOutageException e) {
      if (core.options().outage() == OutagePolicy.FAIL) {
        throw e;
      }
      return NOTHING; // it goes on with what this node knows
    } finally {
      if (taken.isEmpty()) {
        queue.leave(storage);
      }
    }
    return taken.orElseThrow(() -> tooLong(storage));
  }

  /** Returns the turn; empty if others have had it all the time. */
  private Optional<SessionLock> takeOfAll(String storage, long end) {
    String token = core.randomId().text();
    while (!lock(storage, token)) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return Optional.empty();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    Future<?> renewal = renewing(storage, token);
    return Optional.of(
        new SessionLock(
            () -> {
              renewal.cancel(false);
              core.store().locks().releaseLater(storage, token);
              queue.leave(storage);
            }));
  }

  private boolean lock(String storage, String token) {
    try {
      return core.store().locks().take(storage, token, LEASE);
    } catch (SessionOutageException e) {
      core.store().locks().releaseLater(storage, token); // nobody knows whether it was taken
      throw e;
    }
  }

  private Future<?> renewing(String storage, String token) {
    if (thread == null) {
      throw new IllegalStateException("no requests take turns");
    }
    return thread.scheduleWithFixedDelay(
        () -> core.store().locks().keepLater(storage, token, LEASE),
        RENEWAL_MILLIS,
        RENEWAL_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private SessionOutageException tooLong(String storage) {
    core.log()
        .warn(
            "turn",
            "session " + SessionId.shown(storage) + ": no turn in " + wait.toMillis() + " ms");
    return new SessionOutageException("other requests of the session have their turn for too long");
  }

  /** Renews nothing any more. */
  @Override
  public void close() {
    if (thread != null) {
      thread.shutdownNow();
    }
  }
}
