// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Writes the keys and values of a map in their order. */
final class MapSerializer extends GraphSerializer<Map<Object, Object>> {
  private final IntFunction<Map<Object, Object>> maker;
  private final UnaryOperator<Map<Object, Object>> wrapper;

  /** Serialises maps made by this constructor, which is given a capacity. */
  MapSerializer(IntFunction<Map<Object, Object>> maker) {
    this(maker, UnaryOperator.identity());
  }

  /** Serialises maps of which a wrapper is seen, and those inside it made anew. */
  MapSerializer(
      IntFunction<Map<Object, Object>> maker, UnaryOperator<Map<Object, Object>> wrapper) {
    this.maker = maker;
    this.wrapper = wrapper;
  }

  @Override
  void encode(CodecKryo kryo, Output output, Map<Object, Object> map) {
    kryo.writeEntries(output, map);
  }

  @Override
  Map<Object, Object> decode(CodecKryo kryo, SafeInput input) {
    int size = input.readSize(2);
    Map<Object, Object> entries = maker.apply(BuiltInCollections.capacity(size));
    Map<Object, Object> map = wrapper.apply(entries);
    kryo.reference(map);
    kryo.readEntries(input, size, entries);
    return map;
  }
}
