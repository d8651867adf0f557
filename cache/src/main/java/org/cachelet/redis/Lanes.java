// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;

/**
 * The reads and the writes of one client, over one connection. Looks after both in the background.
 * Thread-safe.
 */
final class Lanes implements RedissonLink.Listener, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RedisClient.class.getName());

  private final String address;
  private final String prefix;
  private final RedisUse use;
  private final Lane reads;
  private final Lane writes;
  private final RedissonLink link;

  /** Whether the last reply was late. */
  private volatile boolean late;

  /**
   * Makes them without a connection.
   *
   * @throws org.cachelet.cache.SettingsException if the options name a file that cannot be read
   */
  Lanes(RedisOptions options, RedisThreads threads) {
    address = options.toString();
    prefix = options.prefix();
    use = options.use();
    reads = lane(options, options.readTimeout(), use.withoutReads(), "answers");
    writes = lane(options, options.writeTimeout(), use.withoutWrites(), "stores");
    link = new RedissonLink(options, threads, this);
  }

  private Lane lane(RedisOptions options, Duration timeout, String whenLost, String whenBack) {
    Lane.Words words = new Lane.Words(address, whenLost, whenBack);
    return new Lane(words, timeout, breaker(options), System::nanoTime);
  }

  /** Returns what keeps a dead master of a cluster from costing the sessions of the others. */
  private static Breaker breaker(RedisOptions options) {
    boolean isCluster =
        options.url().filter(url -> url.mode() == RedisUrl.Mode.CLUSTER).isPresent();
    return isCluster && options.use() == RedisUse.SESSIONS
        ? Breaker.patient(System::nanoTime)
        : new Breaker(System::nanoTime);
  }

  /** Returns the commands that only read. */
  Lane reads() {
    return reads;
  }

  /** Returns the commands that change something. */
  Lane writes() {
    return writes;
  }

  /** Returns the connection. */
  RedissonLink link() {
    return link;
  }

  /** Returns the client to send a command of this kind with; null if it is not worth sending. */
  @Nullable Redisson sender(Lane lane) {
    return lane.isOpen() ? null : link.current();
  }

  /** Returns that a command is not sent. */
  <T> Reply<T> rejected(Lane lane) {
    return link.current() == null
        ? lane.rejected("there is no connection to Redis at " + address)
        : lane.rejected();
  }

  /** Returns how long a caller waits for a reply at most, now. */
  Duration patience(Lane lane) {
    return late ? lane.timeout().dividedBy(4) : lane.timeout();
  }

  /** Notes a reply in time. */
  void succeeded(Lane lane) {
    late = false;
    lane.succeeded();
  }

  /** Notes that there was no reply in time, and returns that. */
  <T> Reply<T> late(Lane lane) {
    late = true;
    return lane.late();
  }

  /** Notes why a command failed, and returns that. */
  <T> Reply<T> failed(Lane lane, Throwable failure, Redisson redisson) {
    Fault fault = Fault.of(failure);
    if (fault.kind() == Fault.Kind.UNREADABLE) {
      link.replace(redisson);
    } else if (fault.kind() == Fault.Kind.SERVER_REFUSES) {
      failed(fault);
    }
    return lane.failed(fault);
  }

  /** Connects if needed, and asks whether Redis answers those who are not sent to it; at once. */
  void look() {
    reads.updateLog();
    writes.updateLog();
    if (!reads.isOpen() && use != RedisUse.LOG) {
      writes.tell();
    }
    Redisson redisson = link.current();
    if (redisson == null) {
      link.connectIfNeeded();
    } else {
      probe(reads, use.reads(), redisson);
      probe(writes, use.writes(), redisson);
    }
  }

  private void probe(Lane lane, Probe probe, Redisson redisson) {
    if (lane.isOpen()) {
      long start = System.nanoTime();
      try {
        probe
            .send(redisson, prefix)
            .whenComplete((value, failure) -> probed(lane, failure, System.nanoTime() - start));
      } catch (RuntimeException e) {
        LOG.log(Level.DEBUG, "no probe could be sent", e);
      }
    }
  }

  private void probed(Lane lane, @Nullable Throwable failure, long nanos) {
    if (failure == null && nanos <= lane.timeout().toNanos()) {
      late = false;
      lane.answered();
    }
  }

  /** Closes the connection; commands fail from now on, which nobody needs to be told. */
  @Override
  public void close() {
    reads.endLog();
    writes.endLog();
    link.close();
  }

  /** Asks for what is needed, so that what Redis forbids is known before the first request. */
  @Override
  public void connected() {
    Redisson redisson = link.current();
    if (use == RedisUse.SESSIONS && redisson != null) {
      ask(reads, use.reads(), redisson);
      ask(writes, use.writes(), redisson);
    }
    look();
  }

  private void ask(Lane lane, Probe probe, Redisson redisson) {
    try {
      probe.send(redisson, prefix).whenComplete((value, failure) -> asked(lane, failure));
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "no probe could be sent", e);
    }
  }

  private static void asked(Lane lane, @Nullable Throwable failure) {
    if (failure != null && Fault.of(failure).kind() == Fault.Kind.COMMAND_REFUSED) {
      lane.open(Fault.of(failure));
    }
  }

  @Override
  public void failed(Fault fault) {
    reads.open(fault);
    writes.openUntold(fault); // one line says it all, unless reads are well before
  }
}
