// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
  void text_isNone_whenValueHasNoLastingIdentity() {
    assertThat(StableText.of(new Object())).isNull();
    assertThat(StableText.of(new ArrayList<>())).isNull();
  }
}
