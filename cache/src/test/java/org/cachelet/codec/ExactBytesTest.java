// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equal values with equal bytes, whatever became of them before. */
@SuppressWarnings({"JdkObsolete", "unchecked"}) // what users have
final class ExactBytesTest {
  private final KryoCodec codec = KryoCodec.builder().exact().build();

  private static <T> Map<T, Integer> fill(Map<T, Integer> map, List<T> keys) {
    keys.forEach(key -> map.put(key, key.toString().length()));
    return map;
  }

  static Stream<Function<List<Object>, Object>> makers() {
    return Stream.of(
        keys -> fill(new HashMap<>(), keys),
        keys -> fill(new HashMap<>(4096), keys),
        keys -> fill(new Hashtable<>(), keys),
        keys -> fill(new ConcurrentHashMap<>(), keys),
        keys -> Map.copyOf(fill(new HashMap<>(), keys)),
        HashSet::new,
        Set::copyOf,
        keys -> {
          Set<Object> set = ConcurrentHashMap.newKeySet();
          set.addAll(keys);
          return set;
        });
  }

  @ParameterizedTest
  @MethodSource("makers")
  void collectionWithoutOrder_isWrittenAlike_inWhateverOrderItWasFilled(
      Function<List<Object>, Object> maker) {
    List<Object> texts = List.of("Aa", "BB", "zebra", "a", "", "C#", "Bb"); // some collide
    List<Object> days = List.of(DayOfWeek.SUNDAY, DayOfWeek.FRIDAY, DayOfWeek.MONDAY);
    for (List<Object> keys : List.of(texts, days, List.<Object>of(5, 3, 1 << 20, -7))) {
      List<Object> backwards = new ArrayList<>(keys);
      java.util.Collections.reverse(backwards);
      byte[] bytes = codec.encode(maker.apply(keys));

      assertThat(codec.encode(maker.apply(backwards))).isEqualTo(bytes);
      assertThat(codec.decode(bytes)).isEqualTo(maker.apply(keys));
      assertThat(codec.encode(codec.decode(bytes))).isEqualTo(bytes);
    }
  }

  @Test
  void order_isKept_whereThereIsOne() {
    Map<String, Integer> map = fill(new LinkedHashMap<>(), List.of("b", "a"));
    List<Object> mixed = List.of(new HashSet<>(List.of(1, "x")), new TreeSet<>(Set.of(2, 1)));

    assertThat((Map<String, Integer>) codec.decode(codec.encode(map)))
        .containsExactlyEntriesOf(map);
    assertThat(codec.decode(codec.encode(mixed))).isEqualTo(mixed);
  }

  @Test
  void mapInTheOrderOfAccess_isRefused() {
    Map<String, Integer> map = new LinkedHashMap<>(16, 0.75f, true);
    for (String key : List.of("a", "b", "c")) {
      assertThatThrownBy(() -> codec.encode(List.of(map)))
          .isInstanceOfSatisfying(
              CodecException.class, e -> assertThat(e.isForJavaSerialisation()).isTrue())
          .hasMessageStartingWith("a java.util.LinkedHashMap in the order of access");
      map.put(key, 1);
    }
    assertThat(map.keySet()).containsExactly("a", "b", "c"); // as before
  }
}
