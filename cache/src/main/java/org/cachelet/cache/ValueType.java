// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The type that a caller expects of a value. What is stored as another type counts as absent. Only
 * the outermost class is checked, not what collections hold. Immutable.
 *
 * @param <T> the type
 */
public final class ValueType<T> {
  private final Class<?> raw;

  private ValueType(Class<?> raw) {
    this.raw = raw;
  }

  /** Returns the type of a class without type parameters. */
  public static <T> ValueType<T> of(Class<T> type) {
    return new ValueType<>(boxed(type));
  }

  /** Returns the type of lists. */
  public static <E> ValueType<List<E>> listOf(Class<E> element) {
    return new ValueType<>(List.class);
  }

  /** Returns the type of sets. */
  public static <E> ValueType<Set<E>> setOf(Class<E> element) {
    return new ValueType<>(Set.class);
  }

  /** Returns the type of maps. */
  public static <K, V> ValueType<Map<K, V>> mapOf(Class<K> key, Class<V> value) {
    return new ValueType<>(Map.class);
  }

  /** Returns the value as this type, if it is of it; whole numbers become the number asked for. */
  @SuppressWarnings("unchecked") // raw is the erasure of T, by the factories
  Optional<T> cast(Object value) {
    Object fitting = value instanceof Long number ? fitted(number) : value;
    return raw.isInstance(fitting) ? Optional.of((T) fitting) : Optional.empty();
  }

  private Object fitted(Long number) {
    if (raw == Integer.class && number.intValue() == number) {
      return number.intValue();
    }
    if (raw == Short.class && number.shortValue() == number) {
      return number.shortValue();
    }
    if (raw == Byte.class && number.byteValue() == number) {
      return number.byteValue();
    }
    return number;
  }

  private static Class<?> boxed(Class<?> type) {
    return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
  }

  @Override
  public String toString() {
    return raw.getName();
  }
}
