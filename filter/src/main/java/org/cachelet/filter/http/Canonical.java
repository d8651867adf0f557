// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One instance for all that are equal, of what many stored responses have in common; as many as may
 * be, so that what has no end does not fill the memory. Thread-safe.
 */
public final class Canonical<T> {
  private final Map<T, T> known = new ConcurrentHashMap<>();
  private final int most;

  /**
   * Begins with none.
   *
   * @param most how many different ones are known, about
   */
  public Canonical(int most) {
    this.most = most;
  }

  /** Returns the instance that is equal, which is the given one if no other is known. */
  public T of(T instance) {
    T first = known.get(instance);
    if (first == null && known.size() < most) {
      first = known.putIfAbsent(instance, instance);
    }
    return first == null ? instance : first;
  }
}
