// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.EnumMap;
import java.util.Map;

/** Writes the enum of a map's keys, then keys and values. */
final class EnumMapSerializer<E extends Enum<E>> extends GraphSerializer<EnumMap<E, Object>> {
  @Override
  void encode(CodecKryo kryo, Output output, EnumMap<E, Object> map) {
    kryo.writeClass(output, EnumType.of(map, map.keySet()));
    kryo.writeEntries(output, map);
  }

  @Override
  EnumMap<E, Object> decode(CodecKryo kryo, SafeInput input) {
    EnumMap<E, Object> map = new EnumMap<>(EnumType.<E>read(kryo, input));
    kryo.reference(map);
    kryo.readEntries(input, input.readSize(2), entries(map));
    return map;
  }

  /** Returns the map as one of any keys; it refuses those of another type when they are put. */
  @SuppressWarnings("unchecked")
  private static Map<Object, Object> entries(Map<?, Object> map) {
    return (Map<Object, Object>) map;
  }
}
