// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntToLongFunction;
import java.util.stream.Stream;

/** The database of all nodes: each page has a version that changes. Thread-safe. */
final class Source {
  /** How many pages there are. */
  static final int PAGES = 200;

  private final AtomicLongArray versions = new AtomicLongArray(PAGES);
  private final List<Acknowledged> acknowledged =
      Stream.generate(Acknowledged::new).limit(PAGES).toList();
  private final LongAdder renderings = new LongAdder();
  private final IntToLongFunction reader;
  private volatile Duration delay = Duration.ofMillis(1);

  /** Makes one whose pages are all of version 0. */
  Source() {
    reader = versions::get;
  }

  private Source(IntToLongFunction reader) {
    this.reader = reader;
  }

  /** Returns, for a process of its own, the source of the node that listens on this port. */
  static Source of(int port) {
    return new Source(id -> versionAt(port, id));
  }

  private static long versionAt(int port, int id) {
    try (HttpConnection connection = new HttpConnection(port)) {
      return Long.parseLong(connection.get("/version/" + id).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets how long it takes to read a page; a millisecond at first. */
  void delay(Duration value) {
    delay = value;
  }

  /** Returns a page as it is now. */
  PageText page(int id) throws InterruptedException {
    renderings.increment();
    long version = version(id); // read first: what is rendered slowly is the old version
    Thread.sleep(delay.toMillis());
    return new PageText(id, version);
  }

  /** Returns the version of a page. */
  long version(int id) {
    return reader.applyAsLong(id);
  }

  /** Changes a page and returns its new version. */
  long change(int id) {
    return versions.incrementAndGet(id);
  }

  /** Returns the id of any page. */
  static int anyPage() {
    return ThreadLocalRandom.current().nextInt(PAGES);
  }

  /** Returns what is known of the invalidations of a page. */
  Acknowledged acknowledged(int id) {
    return acknowledged.get(id);
  }

  /** Returns how many pages were made so far. */
  long renderings() {
    return renderings.sum();
  }
}
