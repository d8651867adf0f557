// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The attributes and notes of one session on this node, under the names of their fields in Redis.
 * All requests of this node share the objects, as they do in a container. Thread-safe.
 *
 * <p>What was read may have been changed in place, and so is compared with what Redis has when the
 * session is saved, as long as a request uses the session.
 */
final class Values {
  private final Coding coding;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<String, Value> values = new LinkedHashMap<>();

  /** What was removed, and what Redis had of it. */
  @GuardedBy("lock")
  private final Map<String, byte @Nullable []> removed = new LinkedHashMap<>();

  /** What was removed without Redis being told, although that was tried. */
  @GuardedBy("lock")
  private final Set<String> notRemoved = new HashSet<>();

  /** What was read since no request used the session. */
  @GuardedBy("lock")
  private final Set<String> read = new HashSet<>();

  /** How the values of this session become bytes. */
  interface Coding {
    /**
     * Returns the bytes of a value.
     *
     * @param before the bytes that there are; they are returned if they hold the same value
     * @throws IllegalArgumentException if it has none
     */
    byte[] encode(String field, Object value, byte @Nullable [] before);

    /**
     * Returns the bytes of a value that was read and may have been changed in place.
     *
     * @param before the bytes that it was read from; they are returned if it was not, also where a
     *     release of the application wrote them that knows more or fewer fields
     * @throws IllegalArgumentException if it has none
     */
    byte[] encodeRead(String field, Object value, byte[] before);

    /** Returns the value; null if the bytes cannot be read and that is no error. */
    @Nullable Object decode(String field, byte[] bytes);

    /** Notes that a value that was changed in place has no bytes any more. */
    void notSaved(String field, RuntimeException failure);
  }

  /** Begins without any. */
  Values(Coding coding) {
    this.coding = coding;
  }

  /** Returns the value of a field; null if there is none. */
  @Nullable Object get(String field) {
    lock.lock();
    try {
      Value value = values.get(field);
      return value == null ? null : object(field, value);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private @Nullable Object object(String field, Value value) {
    byte[] bytes = value.undecoded();
    if (bytes != null) {
      Object decoded = coding.decode(field, bytes);
      if (decoded == null) {
        value.unreadable();
      } else {
        value.decoded(decoded);
      }
    }
    if (value.mayHaveChanged()) {
      read.add(field);
    }
    return value.object();
  }

  /**
   * Sets a field, and returns what it was before; null if nothing.
   *
   * @throws IllegalArgumentException if the value cannot be stored; then nothing has changed
   */
  @Nullable Object put(String field, Object object) {
    byte[] bytes = coding.encode(field, object, stored(field));
    lock.lock();
    try {
      Value old = values.get(field);
      Object before = old == null ? null : object(field, old);
      Value value = Value.unsaved(object, bytes, old == null ? removed.get(field) : old.stored());
      if (old != null && old.next() == null && old.isStored(bytes)) {
        value.nowStored(bytes); // Redis has it already
      }
      values.put(field, value);
      keep(field);
      read.add(field);
      return before;
    } finally {
      lock.unlock();
    }
  }

  /** Returns what Redis has for a field, as far as this node knows; null if nothing. */
  byte @Nullable [] stored(String field) {
    lock.lock();
    try {
      Value value = values.get(field);
      return value == null ? null : value.stored();
    } finally {
      lock.unlock();
    }
  }

  /** Removes a field, and returns what it was; null if nothing. */
  @Nullable Object remove(String field) {
    lock.lock();
    try {
      Value old = values.get(field);
      if (old == null) {
        return null;
      }
      Object before = object(field, old);
      values.remove(field);
      removed.put(field, old.stored());
      notRemoved.remove(field);
      return before;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void keep(String field) {
    removed.remove(field);
    notRemoved.remove(field);
  }

  /** Returns the names of all fields that begin so, without their beginning. */
  Set<String> names(String beginning) {
    lock.lock();
    try {
      Set<String> names = new LinkedHashSet<>();
      for (String field : values.keySet()) {
        if (field.startsWith(beginning)) {
          names.add(field.substring(beginning.length()));
        }
      }
      return names;
    } finally {
      lock.unlock();
    }
  }

  /** Takes what Redis has, except where this node has something newer that is not saved yet. */
  void merge(Map<String, byte[]> fields) {
    lock.lock();
    try {
      noticeChangesInPlace();
      values.entrySet().removeIf(e -> !isKept(e.getValue(), fields.get(e.getKey())));
      for (String field : List.copyOf(notRemoved)) {
        if (!Arrays.equals(removed.get(field), fields.get(field))) {
          keep(field); // others have changed it since
        }
      }
      fields.forEach(
          (field, bytes) -> {
            if (!removed.containsKey(field)) {
              values.computeIfAbsent(field, f -> Value.stored(bytes));
            }
          });
    } finally {
      lock.unlock();
    }
  }

  private static boolean isKept(Value value, byte @Nullable [] inRedis) {
    if (value.next() != null && !value.isOvertakenBy(inRedis)) {
      value.nowStored(inRedis);
      return true;
    }
    return inRedis != null && value.isStored(inRedis);
  }

  /** Returns what Redis is to be told. */
  Changes unsaved() {
    lock.lock();
    try {
      noticeChangesInPlace();
      Changes changes = new Changes();
      values.forEach(
          (field, value) -> {
            byte[] next = value.next();
            if (next != null) {
              changes.set(field, next);
            }
          });
      removed.keySet().forEach(changes::remove);
      return changes;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void noticeChangesInPlace() {
    for (String field : List.copyOf(read)) {
      Value value = values.get(field);
      Object object = value == null ? null : value.object();
      if (value != null && object != null && value.mayHaveChanged()) {
        noticeChange(field, value, object);
      }
    }
  }

  private void noticeChange(String field, Value value, Object object) {
    try {
      byte[] stored = value.stored();
      byte[] bytes =
          stored == null
              ? coding.encode(field, object, null)
              : coding.encodeRead(field, object, stored);
      value.next(value.isStored(bytes) ? null : bytes);
    } catch (RuntimeException e) { // of the application's own object, maybe while it changes
      coding.notSaved(field, e);
    }
  }

  /** Notes that Redis has been told. */
  void saved(Changes changes) {
    lock.lock();
    try {
      changes.set().forEach(this::savedField);
      changes.removed().forEach(this::keep);
    } finally {
      lock.unlock();
    }
  }

  /** Notes that Redis could not be told of what is unsaved. */
  void notSaved() {
    lock.lock();
    try {
      noticeChangesInPlace();
      values.values().forEach(Value::failed);
      notRemoved.addAll(removed.keySet());
    } finally {
      lock.unlock();
    }
  }

  /** Returns what Redis could not be told of before. */
  List<Failed> failed() {
    lock.lock();
    try {
      List<Failed> failed = new ArrayList<>();
      values.forEach(
          (field, value) -> {
            if (value.hasFailed()) {
              failed.add(Failed.of(field, value.stored(), value.next()));
            }
          });
      notRemoved.forEach(field -> failed.add(Failed.of(field, removed.get(field), null)));
      return failed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A change that Redis could not be told of.
   *
   * @param before what Redis had
   * @param next what it was to have
   */
  record Failed(String field, Optional<byte[]> before, Optional<byte[]> next) {
    private static Failed of(String field, byte @Nullable [] before, byte @Nullable [] next) {
      return new Failed(field, Optional.ofNullable(before), Optional.ofNullable(next));
    }

    /** Returns it as what is to be written. */
    Changes changes() {
      Changes changes = new Changes();
      next.ifPresentOrElse(bytes -> changes.set(field, bytes), () -> changes.remove(field));
      return changes;
    }
  }

  /** Takes what others have written since a change had failed; null if they have removed it. */
  void overtaken(String field, byte @Nullable [] inRedis) {
    lock.lock();
    try {
      Value value = values.get(field);
      if (value != null && value.isOvertakenBy(inRedis)) {
        values.remove(field);
      } else if (value != null) {
        value.nowStored(inRedis);
      }
      if (notRemoved.contains(field)) {
        keep(field);
      }
      if (inRedis != null && !removed.containsKey(field)) {
        values.computeIfAbsent(field, f -> Value.stored(inRedis));
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void savedField(String field, byte[] bytes) {
    Value value = values.get(field);
    if (value != null) {
      value.nowStored(bytes);
    }
  }

  /** Notes that no request uses the session, so that nobody changes what was read. */
  void unused() {
    lock.lock();
    try {
      read.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether there is nothing, and Redis need not be told of anything. */
  boolean isEmpty() {
    lock.lock();
    try {
      return values.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the value of one field that Redis has now; null if it has none. */
  void replaced(String field, byte @Nullable [] bytes, @Nullable Object object) {
    lock.lock();
    try {
      if (bytes == null) {
        values.remove(field);
        return;
      }
      Value value = Value.stored(bytes);
      if (object != null) {
        value.decoded(object);
        read.add(field);
      }
      values.put(field, value);
    } finally {
      lock.unlock();
    }
  }
}
