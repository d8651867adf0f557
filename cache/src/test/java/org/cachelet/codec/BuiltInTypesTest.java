// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"JdkObsolete", "JavaUtilDate"}) // what users have
final class BuiltInTypesTest {
  private static final KryoCodec CODEC = KryoCodec.allowing(Set.of());

  static Stream<Object> values() {
    return Stream.of(
        "",
        "plain",
        "é",
        "日本語 😀",
        "half \uD83D of a pair",
        "x".repeat(100_000),
        true,
        (byte) -7,
        'ß',
        Short.MIN_VALUE,
        Integer.MIN_VALUE,
        Long.MIN_VALUE,
        Float.NaN,
        -0.0,
        BigInteger.ONE.shiftLeft(200).negate(),
        new BigDecimal("-123.4500"),
        new BigDecimal("1e-500"),
        UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210"),
        URI.create("https://user@example.org:8443/a%20b?q=1#f"),
        Locale.ROOT,
        Locale.forLanguageTag("zh-Hant-TW"),
        new Locale("no", "NO", "NY"),
        Currency.getInstance("EUR"),
        StandardCharsets.UTF_8,
        StandardCharsets.UTF_16LE,
        OptionalInt.of(3),
        OptionalInt.empty(),
        OptionalLong.of(3),
        OptionalLong.empty(),
        OptionalDouble.of(3),
        OptionalDouble.empty(),
        new Date(123),
        new java.sql.Date(123),
        new java.sql.Time(123),
        Timestamp.from(Instant.ofEpochSecond(5, 123_456_789)),
        BitSet.valueOf(new long[] {5, 0, 9}),
        new boolean[] {true, false},
        new byte[] {1, 2},
        new char[] {'a', 'ÿ'},
        new short[] {1},
        new int[] {1, -1},
        new long[] {1},
        new float[] {1},
        new double[] {1},
        new String[] {"a", null});
  }

  static Stream<Object> times() {
    LocalDateTime time = LocalDateTime.of(2024, 10, 27, 2, 30, 1, 999_999_999);
    ZonedDateTime overlap = time.atZone(ZoneId.of("Europe/Paris")).withLaterOffsetAtOverlap();
    return Stream.of(
        Instant.MIN,
        Instant.MAX,
        Duration.ofNanos(-1),
        Period.of(1, -2, 3),
        LocalDate.MIN,
        LocalTime.MAX,
        time,
        time.atOffset(ZoneOffset.ofHoursMinutesSeconds(-1, -2, -3)),
        OffsetDateTime.MAX,
        OffsetTime.MIN,
        overlap,
        Year.of(-5),
        YearMonth.of(2024, 2),
        MonthDay.of(2, 29),
        ZoneId.of("Europe/Paris"),
        ZoneOffset.UTC,
        DayOfWeek.FRIDAY,
        TimeUnit.DAYS,
        RoundingMode.HALF_EVEN);
  }

  static Stream<Object> collections() {
    return Stream.of(
        new ArrayList<>(Arrays.asList(1, null)),
        new LinkedList<>(List.of(1, 2)),
        new CopyOnWriteArrayList<>(List.of(1)),
        new HashSet<>(Arrays.asList("a", null)),
        new LinkedHashSet<>(List.of(2, 1)),
        new TreeSet<>(List.of(2, 1)),
        new ConcurrentSkipListSet<>(List.of(2, 1)),
        EnumSet.of(DayOfWeek.MONDAY),
        new HashMap<>(Map.of("a", 1)),
        new LinkedHashMap<>(Map.of("a", 1)),
        new TreeMap<>(Map.of("a", 1)),
        new ConcurrentHashMap<>(Map.of("a", 1)),
        new ConcurrentSkipListMap<>(Map.of("a", 1)),
        new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1)),
        List.of(),
        List.of(1),
        List.of(1, 2, 3),
        Stream.of(1, null, 2).toList(),
        Set.of(),
        Set.of(1),
        Set.of(1, 2, 3),
        Map.of(),
        Map.of("a", 1),
        Map.of("a", 1, "b", List.of(2)),
        Map.entry("a", 1),
        new AbstractMap.SimpleEntry<>("a", null),
        new AbstractMap.SimpleImmutableEntry<>("a", 1),
        Optional.empty(),
        Optional.of(List.of(1)),
        Arrays.asList(1, null));
  }

  static Stream<Object> wrapped() {
    TreeMap<String, Integer> sorted = new TreeMap<>(Map.of("a", 1));
    return Stream.of(
        Collections.emptyList(),
        Collections.emptySet(),
        Collections.emptyMap(),
        Collections.emptySortedSet(),
        Collections.emptyNavigableMap(),
        Collections.singletonList(null),
        Collections.singleton(1),
        Collections.singletonMap("a", null),
        Collections.unmodifiableList(new ArrayList<>(List.of(1))),
        Collections.unmodifiableSet(new HashSet<>(List.of(1))),
        Collections.unmodifiableMap(new HashMap<>(Map.of("a", 1))),
        Collections.unmodifiableSortedSet(new TreeSet<>(List.of(1))),
        Collections.unmodifiableNavigableSet(new TreeSet<>(List.of(1))),
        Collections.unmodifiableSortedMap(sorted),
        Collections.unmodifiableNavigableMap(sorted),
        Collections.synchronizedList(new ArrayList<>(List.of(1))),
        Collections.synchronizedSet(new HashSet<>(List.of(1))),
        Collections.synchronizedMap(new HashMap<>(Map.of("a", 1))));
  }

  @ParameterizedTest
  @MethodSource({"values", "times", "collections", "wrapped"})
  void value_comesBackEqual(Object value) {
    Object copy = CODEC.decode(CODEC.encode(value));

    assertThat(Objects.deepEquals(copy, value)).as("%s", copy).isTrue();
    assertThat(copy).hasSameClassAs(value);
  }

  static Stream<Object> valuesWithoutEquals() {
    Collection<Integer> collection =
        Collections.unmodifiableCollection(new ArrayList<>(List.of(1)));
    return Stream.of(
        collection,
        new ArrayDeque<>(List.of(1, 2)),
        new AtomicBoolean(true),
        new AtomicInteger(-3),
        new AtomicLong(4),
        new AtomicReference<>("a"),
        new AtomicIntegerArray(new int[] {1, 2}),
        new AtomicLongArray(new long[] {1, 2}));
  }

  @ParameterizedTest
  @MethodSource("valuesWithoutEquals")
  void valueWithoutEquals_comesBackAlike(Object value) {
    Object copy = CODEC.decode(CODEC.encode(value));

    assertThat(copy).hasSameClassAs(value).hasToString(value.toString());
  }

  static Stream<Comparator<String>> comparators() {
    return Stream.of(
        Comparator.naturalOrder(), Comparator.reverseOrder(), String.CASE_INSENSITIVE_ORDER);
  }

  @ParameterizedTest
  @MethodSource("comparators")
  void sortedCollection_keepsItsComparator(Comparator<String> comparator) {
    TreeMap<String, Integer> map = new TreeMap<>(comparator);
    map.put("a", 1);
    map.put("B", 2);

    TreeMap<?, ?> copy = CODEC.decode(CODEC.encode(map), TreeMap.class);

    assertThat(copy.comparator()).isSameAs(comparator);
    assertThat(copy).hasToString(map.toString());
  }
}
