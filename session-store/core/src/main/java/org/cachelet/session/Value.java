// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.Arrays;
import org.cachelet.codec.ImmutableValues;
import org.jspecify.annotations.Nullable;

/** One attribute or note as this node has it. Guarded by the lock of its session. */
final class Value {
  private byte @Nullable [] stored;
  private byte @Nullable [] next;
  private @Nullable Object object;
  private boolean immutable;
  private boolean unreadable;
  private boolean hasFailed;

  private Value() {}

  /** Returns one that Redis has, to be decoded when it is asked for. */
  static Value stored(byte[] bytes) {
    Value value = new Value();
    value.stored = bytes;
    return value;
  }

  /**
   * Returns one that Redis is to be told of.
   *
   * @param before what Redis has; null if nothing
   */
  static Value unsaved(Object object, byte[] bytes, byte @Nullable [] before) {
    Value value = new Value();
    value.stored = before;
    value.decoded(object);
    value.next = bytes;
    return value;
  }

  /** Takes what the bytes mean. */
  void decoded(Object decoded) {
    object = decoded;
    immutable = ImmutableValues.isImmutable(decoded);
  }

  /** Notes that nobody knows what the bytes mean. */
  void unreadable() {
    unreadable = true;
  }

  /** Returns the bytes if they still are to be decoded; else null. */
  byte @Nullable [] undecoded() {
    return object == null && !unreadable ? stored : null;
  }

  /** Returns the object; null if it is not decoded, or unreadable. */
  @Nullable Object object() {
    return object;
  }

  /** Returns what Redis is to be told; null if nothing. */
  byte @Nullable [] next() {
    return next;
  }

  /** Takes what Redis is to be told; null if nothing. */
  void next(byte @Nullable [] bytes) {
    hasFailed &= Arrays.equals(next, bytes);
    next = bytes;
  }

  /** Notes that Redis could not be told: what others write from now on is newer. */
  void failed() {
    hasFailed = next != null;
  }

  /** Returns whether Redis was to be told of this, and could not be. */
  boolean hasFailed() {
    return hasFailed;
  }

  /** Returns whether these bytes, which Redis has, were written by others since this one failed. */
  boolean isOvertakenBy(byte @Nullable [] inRedis) {
    return hasFailed && !Arrays.equals(stored, inRedis) && !Arrays.equals(next, inRedis);
  }

  /** Returns whether somebody who has read it may have changed it in place. */
  boolean mayHaveChanged() {
    return object != null && !immutable;
  }

  /** Returns what Redis has, as far as this node knows; null if nothing. */
  byte @Nullable [] stored() {
    return stored;
  }

  /** Returns whether these are the bytes that Redis has. */
  boolean isStored(byte[] bytes) {
    return Arrays.equals(stored, bytes);
  }

  /** Takes what Redis has now. */
  void nowStored(byte @Nullable [] bytes) {
    stored = bytes;
    if (next != null && Arrays.equals(next, bytes)) {
      next = null;
      hasFailed = false;
    }
  }
}
