// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.EnumSet;

/** Writes the enum of a set, then the constants in it by name. */
final class EnumSetSerializer<E extends Enum<E>> extends GraphSerializer<EnumSet<E>> {
  @Override
  void encode(CodecKryo kryo, Output output, EnumSet<E> set) {
    kryo.writeClass(output, EnumType.of(set, set));
    kryo.writeAll(output, set.toArray());
  }

  @Override
  EnumSet<E> decode(CodecKryo kryo, SafeInput input) {
    Class<E> type = EnumType.read(kryo, input);
    EnumSet<E> set = EnumSet.noneOf(type);
    for (int left = input.readSize(1); left > 0; left--) {
      set.add(type.cast(kryo.readClassAndObject(input)));
    }
    return set;
  }
}
