// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/** A few instances for reuse; any number of threads may borrow, and none waits for another. */
final class KryoPool {
  private final Supplier<CodecKryo> maker;
  private final AtomicReferenceArray<CodecKryo> idle;

  /** Keeps at most so many instances that nobody uses. */
  KryoPool(Supplier<CodecKryo> maker, int size) {
    this.maker = maker;
    this.idle = new AtomicReferenceArray<>(size);
  }

  /** Returns an instance for the caller alone. */
  CodecKryo borrow() {
    for (int i = 0; i < idle.length(); i++) {
      CodecKryo kryo = idle.getPlain(i) == null ? null : idle.getAndSet(i, null);
      if (kryo != null) {
        return kryo;
      }
    }
    return maker.get();
  }

  /** Takes back an instance that did not fail, and drops it if enough are idle. */
  void giveBack(CodecKryo kryo) {
    for (int i = 0; i < idle.length(); i++) {
      if (idle.getPlain(i) == null && idle.compareAndSet(i, null, kryo)) {
        return;
      }
    }
  }
}
