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

  /** Returns the object, decoded now if it was not yet; null if its bytes cannot be read. */
  @Nullable Object object(String field, ValueCoding coding) {
    byte[] bytes = stored;
    if (object == null && !unreadable && bytes != null) {
      Object decoded = coding.decode(field, bytes);
      if (decoded == null) {
        unreadable = true;
      } else {
        decoded(decoded);
      }
    }
    return object;
  }

  /** Returns what Redis is to be told; null if nothing. */
  byte @Nullable [] next() {
    return next;
  }

  /** Finds out whether the object was changed in place, which Redis is to be told then. */
  void noticeChange(String field, ValueCoding coding) {
    Object read = object;
    if (read == null || immutable) {
      return;
    }
    try {
      byte[] there = stored;
      byte[] bytes =
          there == null ? coding.encode(field, read, null) : coding.encodeRead(field, read, there);
      next(isStored(bytes) ? null : bytes);
    } catch (RuntimeException e) { // of the application's own object, maybe while it changes
      coding.notSaved(field, e);
    }
  }

  private void next(byte @Nullable [] bytes) {
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

  /** Takes what Redis has, and returns whether this is still so, or is newer. */
  boolean merge(byte @Nullable [] inRedis) {
    if (next != null && !isOvertakenBy(inRedis)) {
      nowStored(inRedis);
      return true;
    }
    return inRedis != null && isStored(inRedis);
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
