// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives collections without an order one that depends on nothing but their content: the order of a
 * hash table depends on its history, and that of {@code Set.of} on the JVM.
 */
final class KeyOrder {
  private static final Set<Class<?>> UNORDERED =
      Set.of(
          HashSet.class,
          HashMap.class,
          Hashtable.class,
          ConcurrentHashMap.class,
          ConcurrentHashMap.newKeySet().getClass());

  private static final Set<Class<?>> SORTABLE =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Character.class,
          UUID.class,
          LocalDate.class,
          Instant.class);

  private KeyOrder() {}

  /** Returns whether a collection or map has no order that anybody may rely on. */
  static boolean isFree(Object collection) {
    return UNORDERED.contains(collection.getClass());
  }

  /** Sorts elements whose keys are all of one class with an order; others stay as they are. */
  static <T extends @Nullable Object> void sort(T[] elements, Function<T, @Nullable Object> key) {
    Class<?> kind = null;
    for (T element : elements) {
      Object each = key.apply(element);
      Class<?> its =
          each instanceof Enum<?> e ? e.getDeclaringClass() : each == null ? null : each.getClass();
      if (its == null || (kind != null && its != kind)) {
        return;
      }
      kind = its;
    }
    if (kind != null && (kind.isEnum() || SORTABLE.contains(kind))) {
      Arrays.sort(elements, Comparator.comparing(element -> comparable(key.apply(element))));
    }
  }

  @SuppressWarnings("unchecked") // the order of the one class that was found
  private static Comparable<Object> comparable(@Nullable Object key) {
    Object sortable = key instanceof Enum<?> constant ? constant.name() : key;
    return (Comparable<Object>) requireNonNull(sortable);
  }

  /** Returns the same keys, each followed by what belongs to it, in the order of the keys. */
  static @Nullable Object[] sorted(@Nullable Object[] parts, int step) {
    Integer[] starts = new Integer[parts.length / step];
    Arrays.setAll(starts, i -> i * step);
    sort(starts, start -> parts[start]);
    @Nullable Object[] sorted = new Object[parts.length];
    for (int i = 0; i < starts.length; i++) {
      System.arraycopy(parts, starts[i], sorted, i * step, step);
    }
    return sorted;
  }

  /** Returns whether asking a map for a value changes its order. */
  @SuppressWarnings("unchecked")
  static boolean isByAccess(Map<?, ?> map) {
    if (map.getClass() != LinkedHashMap.class) {
      return false;
    }
    Map<Object, Object> copy = (Map<Object, Object>) ((LinkedHashMap<?, ?>) map).clone();
    copy.clear();
    copy.put(1, 1);
    copy.put(2, 2);
    copy.get(1);
    List<Object> keys = new ArrayList<>(copy.keySet());
    return keys.get(0).equals(2);
  }
}
