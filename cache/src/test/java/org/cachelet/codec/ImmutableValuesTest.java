// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // what users have
final class ImmutableValuesTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2024, 1, 2, 3, 4, 5);

  record Price(BigDecimal amount, Currency currency) {}

  record Item(long id, int count, boolean listed, String name, @Nullable Object extra) {}

  record Copying(List<Object> parts) {
    @Override
    public List<Object> parts() {
      return List.copyOf(parts);
    }
  }

  static Stream<Object> immutables() {
    return Stream.of(
        "text",
        1,
        2L,
        'c',
        true,
        1.5,
        BigInteger.TEN,
        BigDecimal.ONE,
        UUID.randomUUID(),
        URI.create("http://example.org/"),
        Instant.EPOCH,
        Duration.ZERO,
        Period.ZERO,
        TIME,
        TIME.toLocalDate(),
        TIME.toLocalTime(),
        TIME.atZone(ZoneId.of("Europe/Paris")),
        TIME.atOffset(ZoneOffset.UTC),
        OffsetTime.MIN,
        Year.of(1),
        YearMonth.of(1, 1),
        MonthDay.of(1, 1),
        ZoneId.of("Europe/Paris"),
        ZoneOffset.UTC,
        DayOfWeek.MONDAY,
        Shop.Colour.GREEN,
        Locale.ROOT,
        Currency.getInstance("EUR"),
        OptionalInt.of(1),
        Optional.empty(),
        Optional.of("a"),
        List.of(),
        List.of(1),
        List.of("a", List.of("b"), Set.of(1)),
        Stream.of("a", null).toList(),
        Set.of("a", "b", "c"),
        Map.of("a", List.of(1), "b", Optional.of(2)),
        Map.entry("a", 1),
        new Price(BigDecimal.ONE, Currency.getInstance("EUR")),
        new Item(1, 2, true, "a", null),
        new Item(1, 2, true, "a", List.of(new Item(1, 2, true, "b", Map.of()))));
  }

  @ParameterizedTest
  @MethodSource("immutables")
  void value_isImmutable_whenAllInItIs(Object value) {
    assertThat(ImmutableValues.isImmutable(value)).isTrue();
    assertThat(ImmutableValues.weigh(value)).isNotNegative();
  }

  static Stream<Object> mutables() {
    return Stream.of(
        new int[0],
        new Date(),
        new ArrayList<>(),
        new AtomicInteger(),
        new Object(),
        Object.class,
        new BigDecimal("1") {},
        new BigInteger("1") {},
        Collections.unmodifiableList(new ArrayList<>(List.of(1))),
        List.of(1, 2, 3).subList(0, 2), // keeps the whole list alive
        List.of(new int[0]),
        Optional.of(new Object[0]),
        Set.of(new AtomicInteger()),
        Map.of("a", new ArrayList<>()),
        Map.of(new Object(), "a"),
        Map.entry("a", new Date()),
        Optional.of(new Date()),
        new Item(1, 2, true, "a", new Date()),
        new Item(1, 2, true, "a", List.of(new Item(1, 2, true, "b", new int[0]))),
        new Copying(new ArrayList<>()),
        nested(100));
  }

  @ParameterizedTest
  @MethodSource("mutables")
  void value_isNotImmutable_whenAnythingMayChange(Object value) {
    assertThat(ImmutableValues.isImmutable(value)).isFalse();
    assertThatThrownBy(() -> ImmutableValues.weigh(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a " + value.getClass().getName() + " may change");
  }

  private static Object nested(int depth) {
    return IntStream.range(0, depth)
        .boxed()
        .reduce((Object) "x", (o, i) -> List.of(o), (a, b) -> a);
  }

  @Test
  void sharedParts_areWalkedOnce() {
    Object value = "x".repeat(1_000);
    for (int i = 0; i < 60; i++) {
      value = List.of(value, value); // 2^60 ways through it
    }

    assertThat(ImmutableValues.isImmutable(value)).isTrue();
    assertThat(ImmutableValues.weigh(value)).isBetween(1_000L + 60 * 24, 1_100L + 60 * 24);
  }

  @ParameterizedTest
  @CsvSource({"127, 0", "128, 16", "-128, 0", "-129, 16"})
  void smallNumbers_weighNothing(int number, long bytes) {
    assertThat(ImmutableValues.weigh(number)).isEqualTo(bytes);
    assertThat(ImmutableValues.weigh(List.of(number)) - 24).isEqualTo(bytes);
  }

  @Test
  void enumConstants_weighNothing() {
    assertThat(ImmutableValues.weigh(DayOfWeek.MONDAY)).isZero();
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        kind("Latin text", i -> "a text of the number " + i),
        kind("other text", i -> "число " + i),
        kind("long", i -> 1_000L + i),
        kind("decimal", i -> new BigDecimal(i + ".99")),
        kind("integer", i -> BigInteger.TEN.pow(60).add(BigInteger.valueOf(i))),
        kind("UUID", i -> new UUID(i, i)),
        kind("URI", i -> URI.create("https://shop.example.org/product/" + i + "?ref=" + i)),
        kind("date and time", i -> TIME.plusSeconds(86_401L * i)),
        kind("zoned", i -> TIME.plusSeconds(86_401L * i).atZone(ZoneId.of("Europe/Paris"))),
        kind("instant", i -> Instant.ofEpochSecond(i, i)),
        kind("list", i -> List.of("a" + i, "b" + i, "c" + i, 1_000 + i)),
        kind("list of small numbers", i -> List.of(i % 100, 1, 2, 3, 4, 5, 6)),
        kind("long list", i -> IntStream.range(i, i + 50).mapToObj(n -> "n" + n).toList()),
        kind("set", i -> Set.of("a" + i, "b" + i, "c" + i)),
        kind("map", i -> Map.of("a" + i, "va" + i, "b" + i, DayOfWeek.MONDAY)),
        kind("nested records", ImmutableValuesTest::nestedRecords));
  }

  private static Arguments kind(String name, IntFunction<Object> maker) {
    return Arguments.of(name, maker);
  }

  private static Object nestedRecords(int i) {
    Price price = new Price(new BigDecimal(i + ".50"), Currency.getInstance("EUR"));
    String name = "shared name " + i;
    return new Item(
        i, i, true, name, List.of(price, new Item(1, 2, false, name, DayOfWeek.MONDAY), name));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void weight_isThatOfTheRealHeap(String name, IntFunction<Object> maker) {
    int count = 20_000;
    Object[] values = new Object[count];
    long before = UsedHeap.now();
    for (int i = 0; i < count; i++) {
      values[i] = maker.apply(i);
    }
    long real = UsedHeap.now() - before;

    long weighed = Stream.of(values).mapToLong(ImmutableValues::weigh).sum();

    assertThat((double) weighed / real).as("weighed / real").isCloseTo(1.0, within(0.2));
  }
}
