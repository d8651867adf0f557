// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the components of a record, and makes it by its canonical constructor. */
final class RecordSerializer extends MembersSerializer<Object> {
  private final Constructor<?> constructor;
  private final List<Member> components;
  private final @Nullable Object[] defaults;

  private RecordSerializer(Constructor<?> constructor, List<Member> components) {
    super(components);
    this.constructor = constructor;
    this.components = components;
    this.defaults =
        Stream.of(constructor.getParameterTypes()).map(RecordSerializer::zero).toArray();
  }

  /** Returns a serialiser for this record, which was allowed. */
  static RecordSerializer of(Class<?> type) {
    List<Member> components = new ArrayList<>();
    List<Class<?>> parameters = new ArrayList<>();
    try {
      for (RecordComponent component : type.getRecordComponents()) {
        String name = component.getName();
        components.add(new Member(type.getDeclaredField(name), name));
        parameters.add(component.getType());
      }
      Constructor<?> constructor = type.getDeclaredConstructor(parameters.toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return new RecordSerializer(constructor, components);
    } catch (ReflectiveOperationException e) {
      throw new CodecException(type.getName() + " cannot be taken apart", e);
    }
  }

  private static @Nullable Object zero(Class<?> type) {
    return Array.get(Array.newInstance(type, 1), 0);
  }

  @Override
  void encode(CodecKryo kryo, Output output, Object value) {
    kryo.references().open(value);
    writeMembers(kryo, output, value);
    kryo.references().close();
  }

  @Override
  Object decode(CodecKryo kryo, SafeInput input) {
    @Nullable Object[] values = defaults.clone();
    for (Shape.Slot slot : shape(kryo, input).slots()) {
      Object read = Member.read(kryo, input, slot.code());
      if (slot.member() != null) {
        slot.member().check(read);
        values[components.indexOf(slot.member())] = read;
      }
    }
    return FieldsSerializer.make(constructor, values);
  }
}
