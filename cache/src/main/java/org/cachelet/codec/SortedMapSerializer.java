// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the comparator of a sorted map, then its keys and values. */
final class SortedMapSerializer extends GraphSerializer<SortedMap<Object, Object>> {
  private final Function<@Nullable Comparator<Object>, NavigableMap<Object, Object>> maker;
  private final Function<NavigableMap<Object, Object>, SortedMap<Object, Object>> wrapper;

  /** Serialises maps made by this constructor. */
  SortedMapSerializer(Function<@Nullable Comparator<Object>, NavigableMap<Object, Object>> maker) {
    this(maker, map -> map);
  }

  /** Serialises maps of which a wrapper is seen, and those inside it made anew. */
  SortedMapSerializer(
      Function<@Nullable Comparator<Object>, NavigableMap<Object, Object>> maker,
      Function<NavigableMap<Object, Object>, SortedMap<Object, Object>> wrapper) {
    this.maker = maker;
    this.wrapper = wrapper;
  }

  @Override
  void encode(CodecKryo kryo, Output output, SortedMap<Object, Object> map) {
    kryo.writeClassAndObject(output, map.comparator());
    kryo.writeEntries(output, map);
  }

  @Override
  SortedMap<Object, Object> decode(CodecKryo kryo, SafeInput input) {
    NavigableMap<Object, Object> entries = maker.apply(kryo.readComparator(input));
    SortedMap<Object, Object> map = wrapper.apply(entries);
    kryo.reference(map);
    kryo.readEntries(input, input.readSize(2), entries);
    return map;
  }
}
