// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import com.google.errorprone.annotations.concurrent.LazyInit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The invalidation log that several nodes share. What this node invalidates is in effect here
 * before it is sent, and is sent until it arrives. Thread-safe.
 */
final class SharedInvalidationLog implements InvalidationLog {
  private static final Logger LOG = System.getLogger(SharedInvalidationLog.class.getName());

  /** How long a caller waits for its own record, so that what it makes next is not outdated. */
  private static final Duration OWN_RECORD_LIMIT = Duration.ofMillis(100);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
  private static final Duration FAILURE_PAUSE = Duration.ofMillis(500);

  private final KnownInvalidations known;
  private final LogTail tail;
  private final LogTrust trust;
  private final CalmLog failures;
  private @LazyInit @Nullable Thread thread;
  private volatile boolean closed;

  /** Makes a log that knows nothing until its {@link #tail()} is read. */
  SharedInvalidationLog(LogStream stream, InstantSource time, Options options) {
    known = new KnownInvalidations(time, options.maxNames());
    tail = new LogTail(stream, time, known, options);
    trust = tail.trust();
    failures = new CalmLog(LOG, time, Duration.ofSeconds(10));
  }

  /** Returns a log whose tail is read, from now on, by a thread of its own. */
  static SharedInvalidationLog start(LogStream stream, InstantSource time, Options options) {
    SharedInvalidationLog log = new SharedInvalidationLog(stream, time, options);
    Thread thread = new Thread(log::read, "cachelet-log");
    thread.setDaemon(true);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    log.thread = thread;
    thread.start();
    return log;
  }

  @Override
  public LogPosition latest() {
    return known.latest();
  }

  @Override
  public Delivery append(Invalidation invalidation) {
    Invalidation stated =
        invalidation.scope() == Invalidation.Scope.VERSION
            ? known.step(invalidation)
            : invalidation;
    List<PendingInvalidation> parts =
        PendingInvalidations.parts(stated).stream().map(known::send).toList();
    Delivery delivery = Delivery.DELIVERED;
    for (PendingInvalidation part : parts) {
      if (delivery == Delivery.PENDING) {
        known.failed(part); // nor would this arrive
      } else {
        delivery = send(part);
      }
    }
    return delivery;
  }

  private Delivery send(PendingInvalidation part) {
    Optional<LogPosition> at = tail.sender().send(part);
    if (at.isEmpty()) {
      return Delivery.PENDING;
    }
    if (thread != null && trust.isCurrent()) {
      known.awaitRead(at.get(), OWN_RECORD_LIMIT);
    }
    return Delivery.DELIVERED;
  }

  @Override
  public long validUntil(String cache, Entry entry) {
    return known.validUntil(cache, entry);
  }

  @Override
  public long trustedUntil(Entry entry) {
    return trust.until(entry);
  }

  @Override
  public boolean isCurrent() {
    return trust.isCurrent();
  }

  @Override
  public long versionSteps(String cache) {
    return known.versionSteps(cache);
  }

  /** Returns what reads the log; for one thread. */
  LogTail tail() {
    return tail;
  }

  @Override
  public int pending() {
    return known.waitingNames();
  }

  @Override
  public void close() {
    closed = true;
    Thread reader = thread;
    if (reader != null) {
      reader.interrupt();
      join(reader);
    }
    if (pending() > 0) {
      LOG.log(
          Level.WARNING,
          "{0} invalidated names could not be sent to the other nodes before the end",
          pending());
    }
  }

  private static void join(Thread reader) {
    try {
      reader.join(CLOSE_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    while (!closed) {
      try {
        Thread.sleep(turn().toMillis());
      } catch (InterruptedException e) {
        return; // closed
      }
    }
  }

  private Duration turn() {
    try {
      return tail.turn();
    } catch (RuntimeException e) {
      failures.warn("turn", "reading the log of invalidations failed", e);
      return FAILURE_PAUSE;
    }
  }

  /**
   * How a shared log is kept.
   *
   * @param maxNames how many tags, and how many keys, a node remembers; about as many records are
   *     kept in the log; at least 10
   * @param retention how long records are kept at least: the longest lifetime of an entry
   */
  record Options(int maxNames, Duration retention) {}
}
