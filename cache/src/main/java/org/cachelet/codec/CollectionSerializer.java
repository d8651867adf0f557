// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.Collection;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Writes the elements of a collection in their order. */
final class CollectionSerializer extends GraphSerializer<Collection<Object>> {
  private final IntFunction<Collection<Object>> maker;
  private final UnaryOperator<Collection<Object>> wrapper;
  private final boolean keyed;

  /** Serialises collections made by this constructor, which is given the number of elements. */
  CollectionSerializer(IntFunction<Collection<Object>> maker) {
    this(maker, UnaryOperator.identity());
  }

  /** Serialises collections of which a wrapper is seen, and those inside it made anew. */
  CollectionSerializer(
      IntFunction<Collection<Object>> maker, UnaryOperator<Collection<Object>> wrapper) {
    this.maker = maker;
    this.wrapper = wrapper;
    this.keyed = maker.apply(0) instanceof Set;
  }

  @Override
  void encode(CodecKryo kryo, Output output, Collection<Object> collection) {
    Object[] elements = collection.toArray();
    kryo.order(collection, elements, element -> element);
    kryo.writeAll(output, elements);
  }

  @Override
  Collection<Object> decode(CodecKryo kryo, SafeInput input) {
    int size = input.readSize(1);
    Collection<Object> elements = maker.apply(size);
    Collection<Object> collection = wrapper.apply(elements);
    kryo.reference(collection);
    for (int i = 0; i < size; i++) {
      elements.add(keyed ? kryo.readKey(input) : kryo.readClassAndObject(input));
    }
    return collection;
  }
}
