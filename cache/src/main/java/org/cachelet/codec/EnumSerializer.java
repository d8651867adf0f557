// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;

/** Writes enum constants by name. */
final class EnumSerializer extends GraphSerializer<Enum<?>> {
  private final Class<?> type;

  /** Serialises the constants of this enum. */
  EnumSerializer(Class<?> type) {
    this.type = type;
  }

  @Override
  void encode(CodecKryo kryo, Output output, Enum<?> constant) {
    output.writeString(constant.name());
  }

  @Override
  Enum<?> decode(CodecKryo kryo, SafeInput input) {
    return constant(type, input.readString());
  }

  @Override
  boolean isShared() {
    return false;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Enum<?> constant(Class<?> type, String name) {
    return Enum.valueOf((Class<? extends Enum>) type, name);
  }
}
