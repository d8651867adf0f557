// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KryoPoolTest {
  private final KnownTypes types =
      new KnownTypes(new AllowList(Set.of(), KryoPoolTest.class.getClassLoader()));

  private CodecKryo newKryo() {
    return new CodecKryo(types, new CodecRules(4_000_000, KryoCodec.MAX_BYTES, false));
  }

  @Test
  void instance_isReused_afterItWasGivenBack() {
    KryoPool pool = new KryoPool(this::newKryo, 2);
    CodecKryo first = pool.borrow();
    CodecKryo second = pool.borrow();
    pool.giveBack(first);

    assertThat(second).isNotSameAs(first);
    assertThat(pool.borrow()).isSameAs(first);
    assertThat(pool.borrow()).isNotIn(first, second);
  }

  @Test
  void instance_isDropped_whenEnoughAreIdle() {
    KryoPool pool = new KryoPool(this::newKryo, 1);
    CodecKryo first = newKryo();
    CodecKryo second = newKryo();
    pool.giveBack(first);
    pool.giveBack(second);

    assertThat(pool.borrow()).isSameAs(first);
    assertThat(pool.borrow()).isNotSameAs(second);
  }

  @Test
  void instance_keepsNoMemory_afterABigValue() {
    CodecKryo kryo = newKryo();
    byte[] small = kryo.write(List.of("a"));
    kryo.read(small);
    long before = UsedHeap.now();

    roundTrip(kryo, "x".repeat(3_000_000));
    roundTrip(kryo, IntStream.range(0, 200_000).mapToObj(i -> new ArrayList<>()).toList());

    assertThat(UsedHeap.now() - before).isLessThan(600_000);
    assertThat(kryo.read(small)).isEqualTo(List.of("a"));
  }

  private static void roundTrip(CodecKryo kryo, Object value) {
    assertThat(kryo.read(kryo.write(value))).isEqualTo(value);
  }
}
