// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the enum of an EnumSet or EnumMap, which keep it to themselves. */
final class EnumType {
  private EnumType() {}

  /** Returns the enum of a collection with these keys, which may be none. */
  static Class<?> of(Object collection, Set<? extends Enum<?>> keys) {
    return keys.isEmpty() ? ofEmpty(collection) : keys.iterator().next().getDeclaringClass();
  }

  /** Reads the name of an enum that is allowed. */
  @SuppressWarnings("unchecked") // checked by isEnum
  static <E extends Enum<E>> Class<E> read(CodecKryo kryo, SafeInput input) {
    Class<?> type = kryo.readClass(input).getType();
    if (!type.isEnum()) {
      throw new CodecException("the bytes name " + type.getName() + " where an enum belongs");
    }
    return (Class<E>) type;
  }

  /** Writes an empty collection into nowhere: Java serialisation alone tells its enum. */
  private static Class<?> ofEmpty(Object collection) {
    List<Class<?>> enums = new ArrayList<>();
    try (ObjectOutputStream stream =
        new ObjectOutputStream(OutputStream.nullOutputStream()) {
          @Override
          protected void annotateClass(Class<?> type) {
            if (type.isEnum()) {
              enums.add(type);
            }
          }
        }) {
      stream.writeObject(collection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return enums.get(0);
  }
}
