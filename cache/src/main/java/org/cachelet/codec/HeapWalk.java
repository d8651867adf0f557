// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk through a value, which adds up its bytes and ends at anything that may change. */
final class HeapWalk {
  private static final Class<?> LIST_12 = List.of(1).getClass();
  private static final Class<?> LIST_N = List.of(1, 2, 3).getClass();
  private static final Class<?> SET_12 = Set.of(1).getClass();
  private static final Class<?> SET_N = Set.of(1, 2, 3).getClass();
  private static final Class<?> MAP_1 = Map.of(1, 1).getClass();
  private static final Class<?> MAP_N = Map.of(1, 1, 2, 2).getClass();
  private static final Class<?> ENTRY = Map.entry(1, 1).getClass();

  private final int maxDepth;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private int depth;
  private long bytes;

  /** Starts a walk that takes what is nested deeper for something that may change. */
  HeapWalk(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /** Returns the bytes of all that was walked through. */
  long bytes() {
    return bytes;
  }

  /** Adds a value, and returns whether it and all in it is immutable. */
  boolean walk(@Nullable Object value) {
    if (value == null || value instanceof Enum<?>) {
      return true;
    }
    long weight = ImmutableLeaf.weigh(value);
    if (weight != ImmutableLeaf.UNKNOWN) {
      return weight == 0 || addOnce(value, weight);
    }
    if (seen.contains(value)) {
      return true;
    }
    depth++;
    boolean immutable = depth <= maxDepth && walkHolder(value);
    depth--;
    return immutable && addOnce(value, 0);
  }

  private boolean addOnce(Object value, long weight) {
    if (depth == 0 || seen.add(value)) {
      bytes += weight;
    }
    return true;
  }

  private boolean walkHolder(Object value) {
    Class<?> type = value.getClass();
    if (value instanceof Record) {
      return walkRecord(value);
    }
    if (type == LIST_12 || type == LIST_N) {
      return walkList((List<?>) value);
    }
    if (type == SET_12 || type == SET_N) {
      return walkSet((Set<?>) value);
    }
    if (type == MAP_1 || type == MAP_N) {
      return walkMap((Map<?, ?>) value);
    }
    if (type == ENTRY) {
      bytes += HeapLayout.object(2 * HeapLayout.REFERENCE);
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
      return walk(entry.getKey()) && walk(entry.getValue());
    }
    return value instanceof Optional<?> optional && walkOptional(optional);
  }

  private boolean walkRecord(Object value) {
    RecordFields fields = RecordFields.of(value.getClass());
    if (!fields.areReadable()) {
      return false;
    }
    bytes += fields.bytes();
    return fields.referencesIn(value).allMatch(this::walk);
  }

  private boolean walkOptional(Optional<?> optional) {
    bytes += optional.isEmpty() ? 0 : HeapLayout.object(HeapLayout.REFERENCE);
    return walk(optional.orElse(null));
  }

  private boolean walkList(List<?> list) {
    if (list.getClass() == LIST_12) {
      bytes += HeapLayout.object(2 * HeapLayout.REFERENCE);
    } else if (!list.isEmpty()) {
      bytes += HeapLayout.object(HeapLayout.REFERENCE + 1) + HeapLayout.references(list.size());
    }
    return walkAll(list);
  }

  private boolean walkSet(Set<?> set) {
    if (set.getClass() == SET_12) {
      bytes += HeapLayout.object(2 * HeapLayout.REFERENCE);
    } else if (!set.isEmpty()) {
      bytes += HeapLayout.object(HeapLayout.REFERENCE + 4) + HeapLayout.references(2L * set.size());
    }
    return walkAll(set);
  }

  /** Adds a map, whose two first fields would keep the views of its keys and values. */
  private boolean walkMap(Map<?, ?> map) {
    if (map.getClass() == MAP_1) {
      bytes += HeapLayout.object(4 * HeapLayout.REFERENCE);
    } else if (!map.isEmpty()) {
      bytes +=
          HeapLayout.object(3 * HeapLayout.REFERENCE + 4) + HeapLayout.references(4L * map.size());
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!walk(entry.getKey()) || !walk(entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  private boolean walkAll(Iterable<?> elements) {
    for (Object element : elements) {
      if (!walk(element)) {
        return false;
      }
    }
    return true;
  }
}
