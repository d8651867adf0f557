// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a record class; read themselves, as an accessor may return something else. */
final class RecordFields {
  private static final ClassValue<RecordFields> CACHED =
      new ClassValue<>() {
        @Override
        protected RecordFields computeValue(Class<?> type) {
          return new RecordFields(type);
        }
      };

  private static final Map<Class<?>, Integer> SMALL =
      Map.of(
          boolean.class,
          1,
          byte.class,
          1,
          char.class,
          2,
          short.class,
          2,
          int.class,
          4,
          float.class,
          4);

  private final List<Field> references = new ArrayList<>();
  private final boolean readable;
  private final long bytes;

  private RecordFields(Class<?> type) {
    int longs = 0;
    long others = 0;
    boolean readable = true;
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> field = component.getType();
      if (field == long.class || field == double.class) {
        longs++;
      } else {
        others += SMALL.getOrDefault(field, HeapLayout.REFERENCE);
      }
      readable &= field.isPrimitive() || addReference(type, component.getName());
    }
    this.readable = readable;
    this.bytes = longs == 0 ? HeapLayout.object(others) : HeapLayout.objectOfLongs(longs, others);
  }

  private boolean addReference(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return references.add(field);
    } catch (NoSuchFieldException | InaccessibleObjectException e) {
      return false;
    }
  }

  /** Returns the fields of this record class. */
  static RecordFields of(Class<?> type) {
    return CACHED.get(type);
  }

  /** Returns whether the module of the record lets its fields be read. */
  boolean areReadable() {
    return readable;
  }

  /** Returns the bytes of a record, without what it refers to. */
  long bytes() {
    return bytes;
  }

  /** Returns what a record refers to, without null. */
  Stream<Object> referencesIn(Object value) {
    return references.stream().map(field -> valueIn(field, value)).filter(Objects::nonNull);
  }

  private static @Nullable Object valueIn(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }
}
