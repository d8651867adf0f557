// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Points in the application where tests wait for it, and it for tests. Thread-safe. */
public final class Gates {
  private static final long LIMIT_SECONDS = 60;
  private static final Map<String, CountDownLatch> ALL = new ConcurrentHashMap<>();

  private Gates() {}

  /** Lets all pass who wait for this one, now or later. */
  public static void open(String name) {
    of(name).countDown();
  }

  /** Closes all, as another test begins. */
  static void closeAll() {
    ALL.clear();
  }

  /** Waits until it is open. */
  public static void await(String name) {
    try {
      if (!of(name).await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("gate " + name + " stayed closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted at gate " + name, e);
    }
  }

  private static CountDownLatch of(String name) {
    return ALL.computeIfAbsent(name, n -> new CountDownLatch(1));
  }
}
