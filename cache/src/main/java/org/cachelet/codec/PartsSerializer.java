// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what can only be made when all its parts are there, such as immutable collections. */
final class PartsSerializer<T> extends GraphSerializer<T> {
  private static final int NO_KEYS = 0;

  private final Function<T, @Nullable Object[]> parts;
  private final Function<@Nullable Object[], T> maker;
  private final int keyStep;

  private PartsSerializer(
      Function<T, @Nullable Object[]> parts, Function<@Nullable Object[], T> maker, int keyStep) {
    this.parts = parts;
    this.maker = maker;
    this.keyStep = keyStep;
  }

  /** Serialises objects that these functions take apart and put together. */
  static <T> PartsSerializer<T> of(
      Function<T, @Nullable Object[]> parts, Function<@Nullable Object[], T> maker) {
    return new PartsSerializer<>(parts, maker, NO_KEYS);
  }

  /** Serialises sets. */
  static <T> PartsSerializer<T> ofSet(
      Function<T, @Nullable Object[]> parts, Function<@Nullable Object[], T> maker) {
    return new PartsSerializer<>(parts, maker, 1);
  }

  /** Serialises maps taken apart into a key, its value, the next key and so on. */
  static <T> PartsSerializer<T> ofMap(
      Function<T, @Nullable Object[]> parts, Function<@Nullable Object[], T> maker) {
    return new PartsSerializer<>(parts, maker, 2);
  }

  @Override
  void encode(CodecKryo kryo, Output output, T whole) {
    kryo.references().open(whole);
    @Nullable Object[] written = parts.apply(whole);
    kryo.writeAll(output, keyStep == NO_KEYS ? written : kryo.ordered(written, keyStep));
    kryo.references().close();
  }

  @Override
  T decode(CodecKryo kryo, SafeInput input) {
    @Nullable Object[] read = new Object[input.readSize(1)];
    for (int i = 0; i < read.length; i++) {
      boolean key = keyStep != NO_KEYS && i % keyStep == 0;
      read[i] = key ? kryo.readKey(input) : kryo.readClassAndObject(input);
    }
    return maker.apply(read);
  }
}
