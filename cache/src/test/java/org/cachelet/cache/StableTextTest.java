// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StableTextTest {
  @Test
  void text_differs_forValuesThatDiffer() {
    List<Object> values =
        List.of(
            "1",
            1,
            1L,
            '1',
            true,
            "true",
            "",
            "java.lang.Integer=1",
            new UUID(1, 1),
            TimeUnit.DAYS,
            TimeUnit.HOURS,
            Locale.GERMANY,
            Locale.GERMAN,
            Locale.ROOT,
            new Locale("", "", "x"),
            new Locale("", "x", ""),
            new Locale("x", "", ""),
            Locale.forLanguageTag("zh-Hant-TW"),
            Locale.forLanguageTag("de-DE-u-co-phonebk"));
    Set<@Nullable String> texts = new HashSet<>();

    values.forEach(value -> texts.add(StableText.of(value)));

    assertThat(texts).hasSameSizeAs(values).doesNotContainNull();
  }

  @Test
  void text_isThatOfTheParts_whenTheyHaveOne() {
    assertThat(StableText.of(List.of("a", 1))).isEqualTo("list=2:=a19:java.lang.Integer=1");
    assertThat(StableText.of(List.of("a|b"))).isNotEqualTo(StableText.of(List.of("a", "b")));
    assertThat(StableText.of(Optional.empty())).isEqualTo("optional=");
    assertThat(StableText.of(Arrays.asList("a", null))).isEqualTo("list=2:=a-1:");
    assertThat(StableText.of(new Point(1, null)))
        .isEqualTo(Point.class.getName() + "=19:java.lang.Integer=1-1:");
    assertThat(StableText.of((CacheKeyed) () -> "v1")).endsWith("=v1");
    assertThat(StableText.of(LocalDate.EPOCH)).isEqualTo("java.time.LocalDate=1970-01-01");
  }

  @Test
  void text_isNone_whenValueHasNoLastingIdentity() {
    assertThat(StableText.of(new Object())).isNull();
    assertThat(StableText.of(new int[0])).isNull();
    assertThat(StableText.of(Set.of())).isNull(); // of no order
    assertThat(StableText.of(List.of(new Object()))).isNull();
    assertThat(StableText.of(new Point(1, new Object()))).isNull();
  }

  private record Point(int x, @Nullable Object y) {}
}
