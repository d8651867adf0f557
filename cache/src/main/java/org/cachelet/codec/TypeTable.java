// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Known types by class and by name; not safe for threads while it is being filled. */
final class TypeTable {
  private final Map<Class<?>, KnownType> byClass = new HashMap<>();
  private final Map<String, KnownType> byName = new HashMap<>();

  /** Adds a type under its own name. */
  <T> void add(Class<T> type, GraphSerializer<? super T> serializer) {
    add(type.getTypeName(), serializer, type);
  }

  /** Adds classes that are written alike, under one name. */
  void add(String name, GraphSerializer<?> serializer, Class<?>... types) {
    KnownType known = new KnownType(name, types[0], serializer);
    if (byName.putIfAbsent(name, known) != null) {
      throw new IllegalArgumentException("two types under the name " + name);
    }
    for (Class<?> type : types) {
      byClass.put(type, known);
    }
  }

  /** Returns the type of this class, or null. */
  @Nullable KnownType of(Class<?> type) {
    return byClass.get(type);
  }

  /** Returns the type under this name, or null. */
  @Nullable KnownType named(String name) {
    return byName.get(name);
  }
}
