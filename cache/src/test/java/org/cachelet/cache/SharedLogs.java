// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** A node of a shared log, for the tests of streams, which are in other packages. */
public final class SharedLogs implements AutoCloseable {
  private final InstantSource time = new MonotonicTime();
  private final SharedInvalidationLog log;

  /** Starts a node. */
  public SharedLogs(LogStream stream) {
    log =
        SharedInvalidationLog.start(
            stream, time, new SharedInvalidationLog.Options(1_000, Duration.ofHours(1)));
  }

  /** Returns the node's log. */
  public InvalidationLog log() {
    return log;
  }

  /** Returns how many names others may not know of. */
  public int pending() {
    return log.pending();
  }

  /** Invalidates a tag. */
  public Delivery invalidate(String tag) {
    return log.append(Invalidation.ofTags(Set.of(tag), Invalidation.Depth.HARD));
  }

  /** Returns an entry that begins to be made now. */
  public Entry entry(String tag) {
    return new Entry.Builder("k", new Amount(1))
        .created(time.millis())
        .since(log.latest())
        .tags(Set.of(tag))
        .build();
  }

  /** Returns whether an entry must not be served. */
  public boolean isInvalid(Entry entry) {
    return log.validUntil("default", entry) == InvalidationLog.INVALID;
  }

  /** Returns whether an entry may be served as far as is known at this node. */
  public boolean isServed(Entry entry) {
    return !isInvalid(entry) && time.millis() < log.trustedUntil(entry);
  }

  @Override
  public void close() {
    log.close();
  }
}
