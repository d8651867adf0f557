// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Hashtable;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.Stack;
import java.util.TimeZone;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of older code, written and read. */
@SuppressWarnings({"JdkObsolete", "JavaUtilDate", "UnnecessaryStringBuilder"}) // what users have
final class OlderTypesTest {
  private static final KryoCodec CODEC = KryoCodec.allowing(Set.of());

  static Stream<Object> values() {
    Stack<Integer> stack = new Stack<>();
    stack.addAll(List.of(1, 2));
    Set<String> keys = ConcurrentHashMap.newKeySet();
    keys.add("k");
    return Stream.of(
        new Vector<>(List.of(1, 2)),
        stack,
        new Hashtable<>(Map.of("a", 1)),
        new ConcurrentLinkedQueue<>(List.of(1, 2)),
        new ConcurrentLinkedDeque<>(List.of(1, 2)),
        keys,
        new StringBuilder("text"),
        new StringBuffer("text"),
        TimeZone.getTimeZone("Europe/Paris"),
        TimeZone.getTimeZone("GMT+03:27"),
        calendar());
  }

  private static GregorianCalendar calendar() {
    GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    calendar.setTimeInMillis(123_456_789);
    calendar.setLenient(false);
    calendar.setFirstDayOfWeek(Calendar.MONDAY);
    calendar.setMinimalDaysInFirstWeek(4);
    calendar.setGregorianChange(new Date(Long.MIN_VALUE));
    return calendar;
  }

  @ParameterizedTest
  @MethodSource("values")
  void value_comesBack(Object value) {
    Object copy = CODEC.decode(CODEC.encode(value));

    assertThat(copy).hasSameClassAs(value).hasToString(value.toString());
  }

  @Test
  void partOfAList_comesBackAsAList() {
    List<Integer> numbers = List.of(1, 2, 3);
    for (List<Integer> list :
        List.of(new ArrayList<>(numbers), new LinkedList<>(numbers), Arrays.asList(1, 2, 3))) {
      assertThat(CODEC.decode(CODEC.encode(list.subList(1, 3))))
          .isExactlyInstanceOf(ArrayList.class)
          .isEqualTo(List.of(2, 3));
    }
  }

  @Test
  void zoneWithRulesOfItsOwn_isRefused() {
    TimeZone changed = TimeZone.getTimeZone("Europe/Paris");
    changed.setRawOffset(1);

    assertThatThrownBy(() -> CODEC.encode(changed)).hasMessageContaining("rules of its own");
    assertThatThrownBy(() -> CODEC.encode(new SimpleTimeZone(1, "Europe/Paris")))
        .isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> CODEC.encode(new GregorianCalendar(changed)))
        .hasMessageContaining("rules of its own");
  }
}
