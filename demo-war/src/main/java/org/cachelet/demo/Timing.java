// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.ServletRequest;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What one request has cost so far; safe for several threads. */
final class Timing {
  private static final String ATTRIBUTE = Timing.class.getName();
  private static final ThreadLocal<@Nullable Timing> CURRENT = new ThreadLocal<>();

  private final long begin = System.nanoTime();
  private final AtomicInteger queries = new AtomicInteger();
  private final AtomicLong queryNanos = new AtomicLong();
  private final AtomicInteger found = new AtomicInteger();
  private final AtomicInteger made = new AtomicInteger();

  /** Returns the timing of a request, begun now if this is its first dispatch. */
  static Timing of(ServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Timing timing) {
      return timing;
    }
    Timing timing = new Timing();
    request.setAttribute(ATTRIBUTE, timing);
    return timing;
  }

  /** Charges one query of this thread to the request that the thread works for, if any. */
  static void charge(long nanos) {
    Timing timing = CURRENT.get();
    if (timing != null) {
      timing.queries.incrementAndGet();
      timing.queryNanos.addAndGet(nanos);
    }
  }

  /** Charges a part that came from the cache, likewise. */
  static void foundFragment() {
    Timing timing = CURRENT.get();
    if (timing != null) {
      timing.found.incrementAndGet();
    }
  }

  /** Charges a part that was made, likewise. */
  static void madeFragment() {
    Timing timing = CURRENT.get();
    if (timing != null) {
      timing.made.incrementAndGet();
    }
  }

  /** Counts the queries of this thread here until {@link #unbind}. */
  void bind() {
    CURRENT.set(this);
  }

  /** Ends what {@link #bind} began on this thread. */
  static void unbind() {
    CURRENT.remove();
  }

  /** Returns the metrics of a {@code Server-Timing} field, durations in milliseconds. */
  String metrics() {
    int count = queries.get();
    return String.format(
            Locale.ROOT,
            "render;dur=%.2f, db;desc=\"%d %s\";dur=%.2f",
            millis(System.nanoTime() - begin),
            count,
            count == 1 ? "query" : "queries",
            millis(queryNanos.get()))
        + fragments();
  }

  /** Returns how many parts of the page were found and made; nothing if it was not made of such. */
  private String fragments() {
    return found.get() + made.get() == 0
        ? ""
        : ", fragments;desc=\"" + found + " found, " + made + " made\"";
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
