// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Writes values that hold no other objects. */
final class ValueSerializer<T> extends GraphSerializer<T> {
  private final BiConsumer<Output, T> writer;
  private final Function<SafeInput, T> reader;
  private final boolean shared;

  private ValueSerializer(
      BiConsumer<Output, T> writer, Function<SafeInput, T> reader, boolean shared) {
    this.writer = writer;
    this.reader = reader;
    this.shared = shared;
  }

  /** Returns a serialiser for values without identity. */
  static <T> ValueSerializer<T> of(BiConsumer<Output, T> writer, Function<SafeInput, T> reader) {
    return new ValueSerializer<>(writer, reader, false);
  }

  /**
   * Returns a serialiser for values that can change, so that it matters which one is referred to.
   */
  static <T> ValueSerializer<T> ofMutable(
      BiConsumer<Output, T> writer, Function<SafeInput, T> reader) {
    return new ValueSerializer<>(writer, reader, true);
  }

  /** Returns a serialiser for an object of which there is only one. */
  static <T> ValueSerializer<T> ofConstant(T constant) {
    return of((output, value) -> {}, input -> constant);
  }

  @Override
  void encode(CodecKryo kryo, Output output, T value) {
    writer.accept(output, value);
  }

  @Override
  T decode(CodecKryo kryo, SafeInput input) {
    return reader.apply(input);
  }

  @Override
  boolean isShared() {
    return shared;
  }
}
