// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Optional;
import java.util.function.Supplier;
import org.cachelet.codec.ImmutableValues;
import org.cachelet.codec.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into content and back, so that what a caller does to a value never changes the
 * cache: immutable values are kept as they are, others as bytes. Thread-safe.
 */
final class Values {
  private final Supplier<ValueCodec> codecMaker;
  private volatile @Nullable ValueCodec codec;

  /** Makes it over a codec that is asked for when a mutable value is first met. */
  Values(Supplier<ValueCodec> codecMaker) {
    this.codecMaker = codecMaker;
  }

  /**
   * Returns the content for a value.
   *
   * @throws org.cachelet.codec.CodecException if the value is mutable and its class is not allowed
   */
  Content contentOf(Object value) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return new Amount(((Number) value).longValue());
    }
    return ImmutableValues.isImmutable(value) ? kept(value) : new Encoded(codec().encode(value));
  }

  /** Returns the content for an immutable value. */
  static Content kept(Object immutable) {
    return new Kept(immutable, ImmutableValues.weigh(immutable));
  }

  /** Returns the bytes of a value. */
  byte[] encoded(Object value) {
    return codec().encode(value);
  }

  /** Returns the content for a value of which there are bytes, which nobody else has. */
  Content decoded(byte[] bytes) {
    Object value = codec().decode(bytes);
    return ImmutableValues.isImmutable(value) ? kept(value) : new Encoded(bytes);
  }

  /** Returns the value of a content, if it holds one of that type. */
  <T> Optional<T> valueOf(Content content, ValueType<T> type) {
    if (content instanceof Kept kept) {
      return type.cast(kept.value());
    }
    if (content instanceof Amount amount) {
      return type.cast(amount.value());
    }
    return content instanceof Encoded encoded
        ? type.cast(codec().decode(encoded.bytes()))
        : Optional.empty();
  }

  private ValueCodec codec() {
    ValueCodec known = codec;
    if (known == null) {
      known = codecMaker.get(); // at worst two threads make one each
      codec = known;
    }
    return known;
  }

  /** An immutable value. */
  record Kept(Object value, long weight) implements Content {}

  /** A mutable value, as bytes that nobody else has. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  record Encoded(byte[] bytes) implements Content {
    @Override
    public long weight() {
      return 16 + Heap.ofArray(bytes.length);
    }
  }
}
