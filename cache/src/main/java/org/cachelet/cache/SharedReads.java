// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a store that takes its time, of which one at a time is under way for a key: those who
 * ask meanwhile wait for its end and share the next one. So a crowd at one key costs two reads, and
 * each gets what was there after it had asked. Thread-safe.
 */
final class SharedReads {
  private final Function<String, @Nullable Entry> source;

  /** The read of each key that was planned last, until it ends. */
  private final ConcurrentMap<String, Read> newest = new ConcurrentHashMap<>();

  /** Reads by asking for a full key. */
  SharedReads(Function<String, @Nullable Entry> source) {
    this.source = source;
  }

  /**
   * Returns the entry with this full key, if there is one; none if this thread was interrupted,
   * which it then still is.
   */
  @Nullable Entry get(String key) {
    Read own = new Read();
    Read read = newest.compute(key, (same, planned) -> own.joining(planned));
    return read == own ? lead(key, own) : await(read);
  }

  private @Nullable Entry lead(String key, Read own) {
    Read before = own.before;
    if (before != null) {
      var unused = await(before);
    }
    newest.computeIfPresent(key, (same, planned) -> own.begin(planned));
    Entry found = null;
    try {
      found = source.apply(key);
      return found;
    } finally {
      newest.remove(key, own);
      own.end.complete(Optional.ofNullable(found));
    }
  }

  private static @Nullable Entry await(Read read) {
    try {
      return read.end.get().orElse(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // never completed so
    }
  }

  /** One read for all who join it before it begins. */
  private static final class Read {
    private final CompletableFuture<Optional<Entry>> end = new CompletableFuture<>();

    /** What was under way when it was planned. */
    private @Nullable Read before;

    private boolean hasBegun;

    /** Returns the planned read to join, or else this one, which begins when that has ended. */
    Read joining(@Nullable Read planned) {
      if (planned != null && !planned.hasBegun) {
        return planned;
      }
      before = planned;
      return this;
    }

    /** Lets nobody join any more; returns what was planned last, as it was. */
    Read begin(Read planned) {
      hasBegun = true;
      before = null; // else each would keep all before it
      return planned;
    }
  }
}
