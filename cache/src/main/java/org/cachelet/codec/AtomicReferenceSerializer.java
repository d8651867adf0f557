// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.concurrent.atomic.AtomicReference;

/** Writes what an atomic reference refers to. */
final class AtomicReferenceSerializer extends GraphSerializer<AtomicReference<Object>> {
  @Override
  void encode(CodecKryo kryo, Output output, AtomicReference<Object> reference) {
    kryo.writeClassAndObject(output, reference.get());
  }

  @Override
  AtomicReference<Object> decode(CodecKryo kryo, SafeInput input) {
    AtomicReference<Object> reference = new AtomicReference<>();
    kryo.reference(reference);
    reference.set(kryo.readClassAndObject(input));
    return reference;
  }
}
