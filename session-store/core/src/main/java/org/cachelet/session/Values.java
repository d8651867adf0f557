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
  private final ValueCoding coding;
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

  /** Begins without any. */
  Values(ValueCoding coding) {
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
    Object object = value.object(field, coding);
    if (value.mayHaveChanged()) {
      read.add(field);
    }
    return object;
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
      values.entrySet().removeIf(e -> !e.getValue().merge(fields.get(e.getKey())));
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
      if (value != null) {
        value.noticeChange(field, coding);
      }
    }
  }

  /** Notes that Redis has been told. */
  void saved(Changes changes) {
    lock.lock();
    try {
      for (Map.Entry<String, byte[]> set : changes.set().entrySet()) {
        Value value = values.get(set.getKey());
        if (value != null) {
          value.nowStored(set.getValue());
        }
      }
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
  List<FailedChange> failed() {
    lock.lock();
    try {
      List<FailedChange> failed = new ArrayList<>();
      values.forEach(
          (field, value) -> {
            if (value.hasFailed()) {
              failed.add(FailedChange.of(field, value.stored(), value.next()));
            }
          });
      notRemoved.forEach(field -> failed.add(FailedChange.of(field, removed.get(field), null)));
      return failed;
    } finally {
      lock.unlock();
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
