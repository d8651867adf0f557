// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What one piece of content depended on while it was made: its tags, the longest time it may be
 * used, the inputs it read, and why it must not be shared, if so. Thread-safe.
 *
 * <p>Code that makes content reports to {@link #current()}. Parts hand what they depended on up to
 * the content around them, so that whatever reaches a part reaches the whole.
 */
public final class Dependencies {
  private static final ThreadLocal<@Nullable Dependencies> CURRENT = new ThreadLocal<>();

  private final String key;
  private final LogPosition since;
  private final @Nullable Dependencies parent;
  private volatile boolean part;

  @GuardedBy("this")
  private final Set<String> tags = new TreeSet<>();

  @GuardedBy("this")
  private final Set<Input> inputs = new TreeSet<>();

  @GuardedBy("this")
  private @Nullable Duration lifetimeLimit;

  @GuardedBy("this")
  private @Nullable String refusal;

  @GuardedBy("this")
  private @Nullable String uniqueness;

  private volatile @Nullable HoleMarks marks;

  private Dependencies(String key, LogPosition since, @Nullable Dependencies parent) {
    this.key = key;
    this.since = since;
    this.parent = parent;
    this.part = parent != null && parent.part;
  }

  /**
   * Returns the dependencies of what is being made on this thread; outside of any making, an object
   * that takes reports and forgets them.
   */
  public static Dependencies current() {
    return currentOr(new Dependencies("", LogPosition.START, null));
  }

  /**
   * Returns the dependencies of what is being made on this thread; outside of any making, {@code
   * other}, for readers who know what they are read for on whichever thread they run.
   */
  public static Dependencies currentOr(Dependencies other) {
    Dependencies current = CURRENT.get();
    return current != null ? current : other;
  }

  /**
   * Returns the dependencies of what is being made on this thread, if that is a fragment or
   * something that is made for one; else null.
   */
  public static @Nullable Dependencies currentPart() {
    Dependencies current = CURRENT.get();
    return current == null || !current.part ? null : current;
  }

  /** Forgets what is reported on this thread until the scope is closed. */
  public static Scope ignoring() {
    return new Dependencies("", LogPosition.START, null).enter();
  }

  /**
   * Begins the making of the content with the given key, as a part of what is being made on this
   * thread, if anything is.
   *
   * @param key the full key that the content will have
   * @param since the position in the invalidation log at which the making begins
   */
  public static Dependencies begin(String key, LogPosition since) {
    return new Dependencies(key, since, CURRENT.get());
  }

  /** Makes this a fragment, of which all that is begun in it is a part. */
  void ofFragment() {
    part = true;
  }

  /** Adds tags, by any of which the content can be invalidated. */
  @CanIgnoreReturnValue
  public Dependencies tag(String... added) {
    return tag(Set.of(added));
  }

  /**
   * Adds tags, by any of which the content can be invalidated.
   *
   * @throws IllegalArgumentException if a tag is empty or longer than {@link Tags#MAX_LENGTH}
   */
  @CanIgnoreReturnValue
  public synchronized Dependencies tag(Collection<String> added) {
    tags.addAll(Tags.checked(added));
    return this;
  }

  /** Makes the content fresh for no longer than {@code limit}, whatever its rule says. */
  @CanIgnoreReturnValue
  public synchronized Dependencies limitLifetime(Duration limit) {
    if (lifetimeLimit == null || limit.compareTo(lifetimeLimit) < 0) {
      lifetimeLimit = limit;
    }
    return this;
  }

  /** Notes that the content depends on an input, whether or not the request had a value for it. */
  @CanIgnoreReturnValue
  public synchronized Dependencies read(Input input) {
    inputs.add(input);
    return this;
  }

  /**
   * Makes the content one that must not be shared or stored. The first reason is kept.
   *
   * @param reason a sentence for the site's engineers; must not hold anything secret
   */
  @CanIgnoreReturnValue
  public synchronized Dependencies refuse(String reason) {
    if (refusal == null) {
      refusal = reason;
    }
    return this;
  }

  /**
   * Makes the content one that is not stored by itself, since a part of what its making does would
   * be missing when it is used again. The content around it may be stored. The first reason is
   * kept.
   *
   * @param reason a sentence for the site's engineers; must not hold anything secret
   */
  @CanIgnoreReturnValue
  public synchronized Dependencies keepUnique(String reason) {
    if (uniqueness == null) {
      uniqueness = reason;
    }
    return this;
  }

  /** Allows the content to have holes, and returns what stands for them while it is made. */
  @CanIgnoreReturnValue
  public synchronized HoleMarks withHoles() {
    HoleMarks there = marks;
    if (there == null) {
      there = new HoleMarks();
      marks = there;
    }
    return there;
  }

  /**
   * Returns what stands for the holes of the content that is made on this thread; null if nothing
   * is made or it can have none, so that they have to be filled at once.
   */
  public static @Nullable HoleMarks currentMarks() {
    Dependencies current = CURRENT.get();
    HoleMarks marks = current == null ? null : current.marks;
    return marks == null || marks.isClosed() ? null : marks;
  }

  /** Adds what a stored part depended on, for its remaining time. */
  public void add(Entry part, Duration remaining) {
    tag(part.tags());
    limitLifetime(remaining);
    part.inputs().forEach(this::read);
  }

  /** Adds all of this to the content around it; without effect if there is none. */
  public void handUp() {
    if (parent == null) {
      return;
    }
    parent.tag(tags());
    inputs().forEach(parent::read);
    lifetimeLimit().ifPresent(parent::limitLifetime);
    refusal().ifPresent(parent::refuse);
  }

  /**
   * Makes this the {@link #current()} one on this thread until the scope is closed. Scopes are
   * closed in the order opposite to entering, on the thread that entered.
   */
  public Scope enter() {
    Dependencies outer = CURRENT.get();
    CURRENT.set(this);
    return () -> restore(outer);
  }

  /** Returns a task that reports here on whichever thread it runs. */
  public Runnable wrap(Runnable task) {
    return () -> {
      Scope scope = enter();
      try {
        task.run();
      } finally {
        scope.close();
      }
    };
  }

  /** Returns a task that reports here on whichever thread it runs. */
  public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
    return () -> {
      Scope scope = enter();
      try {
        return task.call();
      } finally {
        scope.close();
      }
    };
  }

  /** Returns whether the content with this full key is being made here or around here. */
  boolean isMaking(String fullKey) {
    for (Dependencies d = this; d != null; d = d.parent) {
      if (d.key.equals(fullKey)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the position in the invalidation log at which the making began. */
  public LogPosition since() {
    return since;
  }

  /** Returns the tags so far. */
  public synchronized Set<String> tags() {
    return Set.copyOf(tags);
  }

  /** Returns the inputs read so far, in their order. */
  public synchronized Set<Input> inputs() {
    return new TreeSet<>(inputs);
  }

  /** Returns the longest time for which the content may be fresh, if anything limits it. */
  public synchronized Optional<Duration> lifetimeLimit() {
    return Optional.ofNullable(lifetimeLimit);
  }

  /** Returns why the content is not stored by itself, if so. */
  synchronized Optional<String> uniqueness() {
    return Optional.ofNullable(uniqueness);
  }

  /** Returns why the content must not be shared, if so. */
  public synchronized Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  private static void restore(@Nullable Dependencies outer) {
    if (outer == null) {
      CURRENT.remove(); // a pooled thread must not hold the application's class loader
    } else {
      CURRENT.set(outer);
    }
  }

  /** The time during which dependencies are the current ones of a thread. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
