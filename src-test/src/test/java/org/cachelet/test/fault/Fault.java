// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.time.Duration;
import java.util.function.Function;

/**
 * A fault, and what it may cost.
 *
 * @param <R> where it happens
 * @param id as in the documentation
 * @param text what it is
 * @param ground starts what the nodes connect to
 * @param url says where that is
 * @param course how it comes and goes
 * @param limits what it may cost
 */
public record Fault<R extends AutoCloseable>(
    String id,
    String text,
    Ground<R> ground,
    Function<R, String> url,
    Course<R> course,
    Limits limits) {

  /** Starts one server or several. */
  public interface Ground<R> {
    R start() throws Exception;
  }

  /** Something that is done to the servers. */
  public interface Act<R> {
    /**
     * Does it.
     *
     * @param duration how long the fault is to last, for what ends by itself
     */
    void run(R redis, Duration duration) throws Exception;
  }

  /** When the fault is there. */
  public enum Span {
    /** From before the nodes start until it is healed. */
    FROM_START,
    /** While there is load, until it is healed. */
    UNDER_LOAD,
    /** For a moment under load; the figures are those of the time after it. */
    A_MOMENT
  }

  /** How a fault comes and goes. */
  public record Course<R>(Span span, Act<R> inject, Act<R> heal) {
    /** Lets it come, last and go, if it is not there from the start; and says when it was there. */
    public Times run(R redis, Duration duration) throws Exception {
      long begun = System.nanoTime();
      if (span != Span.FROM_START) {
        inject.run(redis, duration);
      }
      long injected = System.nanoTime();
      Thread.sleep(duration.toMillis());
      long ended = System.nanoTime();
      heal.run(redis, duration);
      long healed = span == Span.A_MOMENT ? injected : System.nanoTime();
      return new Times(begun, healed, ended);
    }
  }

  /**
   * When what happened, of {@link System#nanoTime()}.
   *
   * @param begun of the fault
   * @param healed when nothing was wrong any more; for a fault of a moment, when it was over
   * @param ended of the phase in which requests count as being under the fault
   */
  public record Times(long begun, long healed, long ended) {}

  /** Returns a fault of one server. */
  public static Fault<SingleRedis> of(String id, String text, Act<SingleRedis> inject) {
    return new Fault<>(
        id,
        text,
        SingleRedis::start,
        SingleRedis::url,
        new Course<>(Span.A_MOMENT, inject, (redis, duration) -> {}),
        Limits.USUAL);
  }

  /** Returns this fault as one that lasts until it is healed. */
  public Fault<R> healedBy(Act<R> heal) {
    return with(new Course<>(Span.UNDER_LOAD, course.inject(), heal));
  }

  /** Returns this fault as one that is there before the nodes start. */
  public Fault<R> fromStart() {
    return with(new Course<>(Span.FROM_START, course.inject(), course.heal()));
  }

  /** Returns this fault at servers that start in another way. */
  public Fault<R> on(Ground<R> other) {
    return new Fault<>(id, text, other, url, course, limits);
  }

  /** Returns this fault with other limits. */
  Fault<R> within(Limits other) {
    return new Fault<>(id, text, ground, url, course, other);
  }

  private Fault<R> with(Course<R> other) {
    return new Fault<>(id, text, ground, url, other, limits);
  }

  @Override
  public String toString() {
    return id + " " + text;
  }
}
