// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.cachelet.codec.Shop.Colour;
import org.cachelet.codec.Shop.Line;
import org.cachelet.codec.Shop.Numbers;
import org.cachelet.codec.Shop.Point;
import org.cachelet.codec.Shop.Price;
import org.cachelet.codec.Shop.Product;
import org.junit.jupiter.api.Test;

final class KryoCodecTest {
  private final KryoCodec codec = KryoCodec.allowing(Shop.ALLOWED);

  @SuppressWarnings("unchecked")
  private <T> T copy(T value) {
    return (T) codec.decode(codec.encode(value));
  }

  @Test
  void bean_keepsItsFields() {
    Product product = Shop.product(7, "Lamp");
    product.inherit("Thing");
    product.listed = true;
    product.weight = 1.5;
    product.colour = Colour.GREEN;
    product.tags.add("light");
    product.notWritten = 99;

    Product copy = copy(product);

    assertThat(copy).isNotSameAs(product);
    assertThat(copy).usingRecursiveComparison().ignoringFields("notWritten").isEqualTo(product);
    assertThat(copy.inherited()).isEqualTo("Thing");
    assertThat(copy.notWritten).isEqualTo(1);
    assertThat(copy.colour).isSameAs(Colour.GREEN);
  }

  @Test
  void bean_isMadeWithoutConstructor_whenNoneIsWithoutParameters() {
    assertThat(copy(new Point(3, 4))).usingRecursiveComparison().isEqualTo(new Point(3, 4));
  }

  @Test
  void record_keepsItsComponents() {
    Numbers numbers =
        new Numbers(true, (byte) -1, 'é', Short.MIN_VALUE, -5, Long.MAX_VALUE, 1.5f, -0.0, null);
    Line line = new Line(Shop.product(1, "Lamp"), 2, new Price(new BigDecimal("9.90"), "EUR"));

    assertThat(copy(numbers)).isEqualTo(numbers);
    assertThat(copy(line)).isEqualTo(line);
  }

  @Test
  void arrays_keepTheirType() {
    Object[] arrays = {
      new Product[] {Shop.product(1, "a"), null},
      new Colour[][] {{Colour.RED}, {}},
      new List<?>[] {List.of(1)},
      new Comparable<?>[] {"a", 1},
      new int[][][] {{{1}, {2, 3}}}
    };

    Object[] copy = copy(arrays);

    assertThat(Arrays.deepEquals(copy, arrays)).isTrue();
    assertThat(copy).hasExactlyElementsOfTypes(classes(arrays));
  }

  private static Class<?>[] classes(Object[] objects) {
    return Arrays.stream(objects).map(Object::getClass).toArray(Class<?>[]::new);
  }

  @Test
  void enumCollections_keepTheirEnum_whenEmpty() {
    EnumSet<Colour> set = copy(EnumSet.noneOf(Colour.class));
    EnumMap<Colour, Integer> map = copy(new EnumMap<Colour, Integer>(Colour.class));

    set.add(Colour.GREEN);
    map.put(Colour.GREEN, 1);

    assertThat(copy(set)).containsExactly(Colour.GREEN);
    assertThat(copy(map)).containsExactly(Map.entry(Colour.GREEN, 1));
    assertThat(EnumSet.complementOf(copy(set))).containsExactly(Colour.RED);
  }

  @Test
  void references_toOneObject_stayOne() {
    List<String> shared = new ArrayList<>(List.of("x"));
    List<List<String>> copy = copy(new ArrayList<>(List.of(shared, shared)));

    assertThat(copy.get(0)).isSameAs(copy.get(1)).containsExactly("x");
  }

  @Test
  void cycles_areKept() {
    Product a = Shop.product(1, "a");
    Product b = Shop.product(2, "b");
    a.related = b;
    b.related = a;
    List<Object> list = new ArrayList<>();
    list.add(list);
    Map<String, Object> map = new TreeMap<>();
    map.put("self", Collections.unmodifiableMap(map));
    Object[] array = new Object[1];
    array[0] = array;

    Product copy = copy(a);
    List<Object> listCopy = copy(list);

    assertThat(requireNonNull(copy.related).related).isSameAs(copy);
    assertThat(listCopy.get(0)).isSameAs(listCopy);
    assertThat(copy(map)).containsKey("self");
    assertThat(copy(array)).satisfies(it -> assertThat(it[0]).isSameAs(it));
  }

  @Test
  void cycle_isRefused_whenItGoesThroughARecord() {
    List<Object> parts = new ArrayList<>();
    Shop.Holder holder = new Shop.Holder(parts);
    parts.add(holder);

    assertThatThrownBy(() -> codec.encode(holder))
        .isInstanceOf(CodecException.class)
        .hasMessageStartingWith("org.cachelet.codec.Shop$Holder contains itself");
    assertThat(copy(new Shop.Holder(List.of(1)))).isEqualTo(new Shop.Holder(List.of(1)));
  }

  @Test
  void unlistedClass_isRefusedOnPut_withTheLineToAdd() {
    KryoCodec none = KryoCodec.allowing(Set.of());

    assertThatThrownBy(() -> none.encode(Map.of("p", Shop.product(1, "a"))))
        .isInstanceOf(CodecException.class)
        .hasMessage(
            "org.cachelet.codec.Shop$Product is not allowed to be stored as an object;"
                + " add cachelet.codec.allow=org.cachelet.codec.**");
    assertThatThrownBy(() -> codec.encode(new Evil.Values(1)))
        .hasMessageEndingWith("cachelet.codec.allow=org.cachelet.codec.Shop,org.cachelet.codec.**");
  }

  @Test
  void lambda_isRefused() {
    Supplier<String> lambda = () -> "x";

    assertThatThrownBy(() -> codec.encode(lambda))
        .isInstanceOf(CodecException.class)
        .hasMessageEndingWith("cannot be stored: it is a lambda");
  }

  @Test
  void anonymousSubclassOfACollection_isRefused() {
    KryoCodec all = KryoCodec.allowing(Set.of("org.cachelet.codec.**"));
    Object anonymous = new HashMap<String, String>() {};

    assertThatThrownBy(() -> all.encode(anonymous))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("it is an anonymous class");
  }

  @Test
  void subclassOfACollection_isRefused() {
    final class Settings extends HashMap<String, String> {
      private static final long serialVersionUID = 1;
    }
    KryoCodec all = KryoCodec.allowing(Set.of("org.cachelet.codec.**"));

    assertThatThrownBy(() -> all.encode(new Settings()))
        .isInstanceOf(CodecException.class)
        .hasMessageEndingWith("cannot be stored: it extends java.util.HashMap; copy it into one");
  }

  @Test
  void classWithOwnSerialisation_isRefused() {
    KryoCodec all = KryoCodec.allowing(Set.of("org.cachelet.codec.**"));

    assertThatThrownBy(() -> all.encode(new Evil.Gadget()))
        .isInstanceOf(CodecException.class)
        .hasMessageEndingWith("it relies on its own Java serialisation");
  }

  @Test
  void unsupportedTypeOfTheJdk_isRefused_withAdvice() {
    assertThatThrownBy(() -> codec.encode(new Object[] {new Thread()}))
        .isInstanceOf(CodecException.class)
        .hasMessage(
            "java.lang.Thread cannot be stored: of the JDK only values and plain collections are supported;"
                + " keep its text, or copy it into a list or map");
  }

  @Test
  void value_isRefused_whenItTakesMoreThanTheLimit() {
    KryoCodec small = KryoCodec.builder().maxBytes(100).build();

    assertThat(small.decode(small.encode("x".repeat(70)))).isEqualTo("x".repeat(70));
    assertThatThrownBy(() -> small.encode("x".repeat(100)))
        .isInstanceOf(CodecException.class)
        .hasMessage("a java.lang.String takes 120 bytes, more than cachelet.codec.max-bytes=100");
    assertThatThrownBy(() -> small.decode(new byte[101]))
        .isInstanceOf(CodecException.class)
        .hasMessage("101 bytes are more than cachelet.codec.max-bytes=100");
    assertThatThrownBy(() -> KryoCodec.builder().maxBytes(0))
        .hasMessage("cachelet.codec.max-bytes=0: must be more than 0");
  }

  @Test
  void value_isRefused_whenNestedTooDeep() {
    assertThat(codec.decode(codec.encode(nested(64)))).isEqualTo(nested(64));
    assertThatThrownBy(() -> codec.encode(nested(65)))
        .isInstanceOf(CodecException.class)
        .hasMessage("objects are nested deeper than 64");
  }

  private static Object nested(int depth) {
    return IntStream.range(1, depth)
        .boxed()
        .reduce((Object) "x", (inner, i) -> new ArrayList<>(List.of(inner)), (a, b) -> a);
  }

  @Test
  void decode_checksTheExpectedType() {
    byte[] bytes = codec.encode("text");

    assertThat(codec.decode(bytes, CharSequence.class)).isEqualTo("text");
    assertThatThrownBy(() -> codec.decode(bytes, Integer.class))
        .isInstanceOf(CodecException.class)
        .hasMessage("the bytes hold a java.lang.String, not the expected java.lang.Integer");
  }

  @Test
  void codec_worksAgain_afterAFailure() {
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> codec.encode(List.of("a", new Thread())))
          .isInstanceOf(CodecException.class);
      assertThat(copy(List.of("a", "b"))).containsExactly("a", "b");
    }
  }

  @Test
  void codec_isSafeForThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        Line line = new Line(Shop.product(i, "n" + i), i, new Price(BigDecimal.valueOf(i), "EUR"));
        results.add(threads.submit(() -> assertThat(copy(line)).isEqualTo(line)));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      threads.shutdown();
    }
  }
}
