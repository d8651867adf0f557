// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Commands of one kind: whether they are sent, and what became of them. Thread-safe. */
final class Lane {
  private static final System.Logger LOG = System.getLogger(RedisClient.class.getName());

  private final Words words;
  private final Duration timeout;
  private final LongSupplier nanoTime;
  private final Breaker breaker;
  private final StateLog log;
  private final LongAdder failures = new LongAdder();
  private final LongAdder timeouts = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private volatile String reason = "";
  private volatile long changedAt;

  /** A line that is only to be logged if what was logged for other commands is over. */
  private volatile @Nullable String untold;

  /**
   * What is said about these commands.
   *
   * @param address where Redis is
   * @param whenLost what the application does without them; empty to log nothing
   * @param whenBack what is done again
   */
  record Words(String address, String whenLost, String whenBack) {}

  /**
   * Makes one that sends commands.
   *
   * @param timeout how long a caller waits for a reply at most
   */
  Lane(Words words, Duration timeout, Breaker breaker, LongSupplier nanoTime) {
    this.words = words;
    this.timeout = timeout;
    this.nanoTime = nanoTime;
    this.breaker = breaker;
    this.log = new StateLog(LOG, nanoTime);
    this.changedAt = nanoTime.getAsLong();
  }

  /** Returns how long a caller waits for a reply at most. */
  Duration timeout() {
    return timeout;
  }

  /** Returns whether commands are not worth sending. */
  boolean isOpen() {
    return breaker.isOpen();
  }

  /** Notes a reply in time. */
  void succeeded() {
    breaker.succeeded();
  }

  /** Notes that there was no reply in time, and returns that. */
  <T> Reply<T> late() {
    timeouts.increment();
    return failed(Fault.late(timeout.toMillis()));
  }

  /** Notes a command that failed, and returns that. */
  <T> Reply<T> failed(Fault fault) {
    failures.increment();
    if (fault.kind() == Fault.Kind.ANSWERED) {
      breaker.succeeded();
    } else if (breaker.failed()) {
      lost(fault);
    }
    return Reply.failed(fault.reason());
  }

  /** Returns that a command is not sent. */
  <T> Reply<T> rejected(String why) {
    rejected.increment();
    return Reply.failed(why);
  }

  /** Returns that a command is not sent since others failed. */
  <T> Reply<T> rejected() {
    return rejected("not sent, since Redis at " + words.address + " fails: " + reason);
  }

  /** Sends no more commands until {@link #answered()}. */
  void open(Fault fault) {
    if (breaker.open()) {
      lost(fault);
    }
  }

  /** As {@link #open}, for a fault that is logged for other commands already. */
  void openUntold(Fault fault) {
    if (breaker.open()) {
      note(fault);
      untold = line(fault);
    }
  }

  /** Logs what was not told so far. */
  void tell() {
    String line = untold;
    if (line != null) {
      untold = null;
      log.wrong(line);
    }
  }

  /** Sends commands again, since the server has answered in time. */
  void answered() {
    long lostAt = changedAt;
    if (breaker.close()) {
      untold = null;
      long now = nanoTime.getAsLong();
      changedAt = now;
      Duration lost = Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(now - lostAt));
      log.well(at() + " " + words.whenBack + " (after " + lost.toMillis() + " ms)");
    }
  }

  /** Logs what was left out so far. */
  void updateLog() {
    log.update();
  }

  /** Logs nothing more: that commands fail is now as it should be. */
  void endLog() {
    log.end();
  }

  /** Returns how these commands are. */
  RedisHealth.Commands health() {
    return new RedisHealth.Commands(
        !isOpen(),
        Instant.now().minusNanos(nanoTime.getAsLong() - changedAt),
        failures.sum(),
        timeouts.sum(),
        rejected.sum());
  }

  private void lost(Fault fault) {
    note(fault);
    if (!words.whenLost.isEmpty()) {
      log.wrong(line(fault));
    }
  }

  private void note(Fault fault) {
    changedAt = nanoTime.getAsLong();
    reason = fault.reason();
  }

  private String line(Fault fault) {
    return at() + " " + fault.kind().words() + " (" + fault.reason() + "): " + words.whenLost;
  }

  private String at() {
    return "Redis at " + words.address;
  }
}
