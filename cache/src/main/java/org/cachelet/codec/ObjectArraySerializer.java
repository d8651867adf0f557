// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;

/** Writes the elements of an array of objects. */
final class ObjectArraySerializer extends GraphSerializer<Object[]> {
  private final Class<?> component;

  /** Serialises arrays of this component type. */
  ObjectArraySerializer(Class<?> component) {
    this.component = component;
  }

  @Override
  void encode(CodecKryo kryo, Output output, Object[] array) {
    kryo.writeAll(output, array);
  }

  @Override
  Object[] decode(CodecKryo kryo, SafeInput input) {
    Object[] array = (Object[]) Array.newInstance(component, input.readSize(1));
    kryo.reference(array);
    for (int i = 0; i < array.length; i++) {
      array[i] = kryo.readClassAndObject(input);
    }
    return array;
  }
}
