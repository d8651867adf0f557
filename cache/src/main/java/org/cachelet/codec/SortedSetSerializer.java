// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the comparator of a sorted set, then its elements. */
final class SortedSetSerializer extends GraphSerializer<SortedSet<Object>> {
  private final Function<@Nullable Comparator<Object>, NavigableSet<Object>> maker;
  private final Function<NavigableSet<Object>, SortedSet<Object>> wrapper;

  /** Serialises sets made by this constructor. */
  SortedSetSerializer(Function<@Nullable Comparator<Object>, NavigableSet<Object>> maker) {
    this(maker, set -> set);
  }

  /** Serialises sets of which a wrapper is seen, and those inside it made anew. */
  SortedSetSerializer(
      Function<@Nullable Comparator<Object>, NavigableSet<Object>> maker,
      Function<NavigableSet<Object>, SortedSet<Object>> wrapper) {
    this.maker = maker;
    this.wrapper = wrapper;
  }

  @Override
  void encode(CodecKryo kryo, Output output, SortedSet<Object> set) {
    kryo.writeClassAndObject(output, set.comparator());
    kryo.writeAll(output, set.toArray());
  }

  @Override
  SortedSet<Object> decode(CodecKryo kryo, SafeInput input) {
    NavigableSet<Object> elements = maker.apply(kryo.readComparator(input));
    SortedSet<Object> set = wrapper.apply(elements);
    kryo.reference(set);
    for (int left = input.readSize(1); left > 0; left--) {
      elements.add(kryo.readKey(input));
    }
    return set;
  }
}
