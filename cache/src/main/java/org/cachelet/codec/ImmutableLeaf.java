// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The immutable values of the JDK that hold no others, with their bytes. */
final class ImmutableLeaf {
  /** Stands for the weight of what is not such a value. */
  static final long UNKNOWN = -1;

  private static final long DATE = HeapLayout.object(8);
  private static final long TIME = HeapLayout.object(7);
  private static final long PAIR = HeapLayout.object(2 * HeapLayout.REFERENCE);
  private static final long TRIPLE = HeapLayout.object(3 * HeapLayout.REFERENCE);
  private static final long URI_FIELDS = HeapLayout.object(15 * HeapLayout.REFERENCE + 8);

  private static final Map<Class<?>, ToLongFunction<Object>> WEIGHTS = weights();

  private ImmutableLeaf() {}

  /** Returns whether this is such a value. */
  static boolean is(Object value) {
    return WEIGHTS.containsKey(value.getClass());
  }

  /** Returns the bytes of a value, 0 for one that the JVM shares, or {@link #UNKNOWN}. */
  static long weigh(Object value) {
    ToLongFunction<Object> weight = WEIGHTS.get(value.getClass());
    return weight == null ? UNKNOWN : weight.applyAsLong(value);
  }

  private static Map<Class<?>, ToLongFunction<Object>> weights() {
    Map<Class<?>, ToLongFunction<Object>> weights = new HashMap<>();
    add(weights, String.class, HeapLayout::text);
    addNumbers(weights);
    addTimes(weights);
    long id = HeapLayout.objectOfLongs(2, 0);
    add(weights, UUID.class, uuid -> id);
    add(weights, URI.class, ImmutableLeaf::uri);
    add(weights, Locale.class, locale -> 0); // the JDK keeps one of each
    add(weights, Currency.class, currency -> 0);
    add(weights, OptionalInt.class, n -> HeapLayout.object(5));
    add(weights, OptionalLong.class, n -> HeapLayout.objectOfLongs(1, 1));
    add(weights, OptionalDouble.class, n -> HeapLayout.objectOfLongs(1, 1));
    return weights;
  }

  private static void addNumbers(Map<Class<?>, ToLongFunction<Object>> weights) {
    long small = HeapLayout.object(4);
    long large = HeapLayout.objectOfLongs(1, 0);
    add(weights, Boolean.class, b -> 0);
    add(weights, Byte.class, n -> 0);
    add(weights, Character.class, c -> c < 128 ? 0 : small);
    add(weights, Short.class, n -> isCached(n) ? 0 : small);
    add(weights, Integer.class, n -> isCached(n) ? 0 : small);
    add(weights, Long.class, n -> isCached(n) ? 0 : large);
    add(weights, Float.class, n -> small);
    add(weights, Double.class, n -> large);
    add(weights, BigInteger.class, ImmutableLeaf::bigInteger);
    add(weights, BigDecimal.class, ImmutableLeaf::bigDecimal);
  }

  private static void addTimes(Map<Class<?>, ToLongFunction<Object>> weights) {
    long seconds = HeapLayout.objectOfLongs(1, 4);
    add(weights, Instant.class, instant -> seconds);
    add(weights, Duration.class, duration -> seconds);
    add(weights, Period.class, period -> HeapLayout.object(12));
    add(weights, Year.class, year -> HeapLayout.object(4));
    add(weights, YearMonth.class, month -> DATE);
    add(weights, MonthDay.class, day -> DATE);
    add(weights, LocalDate.class, date -> DATE);
    add(weights, LocalTime.class, ImmutableLeaf::time);
    add(weights, LocalDateTime.class, ImmutableLeaf::dateTime);
    add(weights, OffsetTime.class, time -> PAIR + time(time.toLocalTime()));
    add(weights, OffsetDateTime.class, time -> PAIR + dateTime(time.toLocalDateTime()));
    add(weights, ZonedDateTime.class, ImmutableLeaf::zonedDateTime);
    add(weights, ZoneOffset.class, offset -> 0); // the JDK keeps one of each
    weights.put(ZoneId.of("Europe/Paris").getClass(), zone -> PAIR); // made by each call
  }

  private static <T> void add(
      Map<Class<?>, ToLongFunction<Object>> weights, Class<T> type, ToLongFunction<T> weight) {
    weights.put(type, value -> weight.applyAsLong(type.cast(value)));
  }

  private static boolean isCached(long number) {
    return number >= -128 && number <= 127;
  }

  private static long bigInteger(BigInteger number) {
    int words = (number.abs().bitLength() + 31) / 32;
    return HeapLayout.object(5 * 4 + HeapLayout.REFERENCE) + HeapLayout.array(4L * words);
  }

  /** Returns the bytes of a decimal, which keeps its digits in a long as long as they fit. */
  private static long bigDecimal(BigDecimal number) {
    BigInteger digits = number.unscaledValue();
    long fields = HeapLayout.objectOfLongs(1, 2 * 4 + 2 * HeapLayout.REFERENCE);
    return digits.bitLength() < 64 ? fields : fields + bigInteger(digits);
  }

  private static long time(LocalTime time) {
    boolean fullHour = time.getMinute() == 0 && time.getSecond() == 0 && time.getNano() == 0;
    return fullHour ? 0 : TIME; // the JDK keeps one of each
  }

  private static long dateTime(LocalDateTime time) {
    return PAIR + DATE + time(time.toLocalTime());
  }

  private static long zonedDateTime(ZonedDateTime time) {
    return TRIPLE + dateTime(time.toLocalDateTime()) + weigh(time.getZone());
  }

  /** Returns the bytes of a URI, which keeps its text and each part of it. */
  private static long uri(URI uri) {
    return URI_FIELDS
        + Stream.of(
                text(uri.toString()),
                text(uri.getScheme()),
                text(uri.getRawAuthority()),
                text(uri.getRawUserInfo()),
                text(uri.getHost()),
                text(uri.getRawPath()),
                text(uri.getRawQuery()),
                text(uri.getRawFragment()))
            .mapToLong(Long::longValue)
            .sum();
  }

  private static long text(@Nullable String text) {
    return text == null ? 0 : HeapLayout.text(text);
  }
}
