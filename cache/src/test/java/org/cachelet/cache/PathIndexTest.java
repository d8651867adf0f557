// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PathIndexTest {
  private static final String[] SEGMENTS = {"a", "b", "ab", "", "caf%C3%A9", "a.html", "b.min.js"};
  private static final String[] ENDINGS = {"*.html", "*.js", "*.min.js"};

  @Test
  void first_isWhatTryingAllInTurnFinds() {
    Random random = new Random(11);
    int found = 0;
    for (int round = 0; round < 500; round++) {
      List<PathIndex.Item<Integer>> items = items(random);
      PathIndex<Integer> index = PathIndex.of(items);
      for (int i = 0; i < 40; i++) {
        String path = path(random);
        Set<Integer> refused = new HashSet<>(List.of(random.nextInt(30), random.nextInt(31) + 30));
        Predicate<Integer> accepted = item -> !refused.contains(item);
        Integer expected = inTurn(items, path, accepted);
        assertThat(index.first(path, accepted)).as("%s in %s", path, items).isEqualTo(expected);
        found += expected == null ? 0 : 1;
      }
    }
    assertThat(found).isBetween(2_000, 19_500);
  }

  @Test
  void first_isNull_whenThereIsNoPattern() {
    assertThat(PathIndex.<String>of(List.of()).first("/a", item -> true)).isNull();
  }

  private static List<PathIndex.Item<Integer>> items(Random random) {
    List<PathIndex.Item<Integer>> items = new ArrayList<>();
    int count = random.nextInt(40);
    for (int i = 0; i < count; i++) {
      items.add(new PathIndex.Item<>(PathPattern.of(pattern(random)), i));
    }
    return items;
  }

  private static String pattern(Random random) {
    if (random.nextInt(8) == 0) {
      return ENDINGS[random.nextInt(ENDINGS.length)];
    }
    StringBuilder pattern = new StringBuilder();
    for (int left = random.nextInt(4); left > 0; left--) {
      pattern.append('/').append(random.nextInt(4) == 0 ? "*" : segment(random));
    }
    if (pattern.length() == 0 || random.nextInt(3) == 0) {
      pattern.append("/**");
    }
    return pattern.toString();
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder();
    for (int left = random.nextInt(5); left > 0; left--) {
      path.append('/').append(segment(random));
    }
    return path.toString();
  }

  private static String segment(Random random) {
    return SEGMENTS[random.nextInt(SEGMENTS.length)];
  }

  private static @Nullable Integer inTurn(
      List<PathIndex.Item<Integer>> items, String path, Predicate<Integer> accepted) {
    return items.stream()
        .sorted(Comparator.comparing(PathIndex.Item::pattern, PathPattern.MOST_SPECIFIC_FIRST))
        .filter(item -> item.pattern().matches(path))
        .map(PathIndex.Item::value)
        .filter(accepted)
        .findFirst()
        .orElse(null);
  }
}
