// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Writes and reads one family of types; keeps no state, so that all threads share one. */
abstract class GraphSerializer<T> extends Serializer<T> {
  /** Writes a value, whose type was written before. */
  abstract void encode(CodecKryo kryo, Output output, T value);

  /** Returns the value that follows its type. */
  abstract T decode(CodecKryo kryo, SafeInput input);

  /** Returns whether several references to one object are to stay one object. */
  boolean isShared() {
    return true;
  }

  @Override
  public final void write(Kryo kryo, Output output, T value) {
    encode((CodecKryo) kryo, output, value);
  }

  @Override
  public final T read(Kryo kryo, Input input, Class<? extends T> type) {
    return decode((CodecKryo) kryo, (SafeInput) input);
  }
}
