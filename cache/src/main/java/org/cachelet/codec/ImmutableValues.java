// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

/**
 * Tells values that can never change, and what they take on the heap.
 *
 * <p>Such values are texts, numbers, times, enum constants, and the records, optionals and
 * immutable collections ({@code List.of} and its like) that hold nothing else. A class that is not
 * known is never one of them. Safe for use by several threads.
 */
public final class ImmutableValues {
  private static final int MAX_DEPTH = 64;

  private ImmutableValues() {}

  /** Returns whether neither this value nor anything in it can change. */
  public static boolean isImmutable(Object value) {
    return ImmutableLeaf.is(value) || new HeapWalk(MAX_DEPTH).walk(value);
  }

  /**
   * Returns the heap bytes that an immutable value keeps alive, with what it shares inside counted
   * once, and constants of the JVM and of enums not at all.
   *
   * <p>It goes by the layout of HotSpot with compressed references, which is that of heaps below 32
   * GB.
   *
   * @throws IllegalArgumentException if the value may change
   */
  public static long weigh(Object value) {
    HeapWalk walk = new HeapWalk(MAX_DEPTH);
    if (!walk.walk(value)) {
      throw new IllegalArgumentException("a " + value.getClass().getName() + " may change");
    }
    return walk.bytes();
  }
}
