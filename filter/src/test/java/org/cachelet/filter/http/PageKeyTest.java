// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PageKeyTest {
  @Test
  void key_hasEachPartBehindItsLength() {
    PageAddress address =
        new PageAddress("HTTPS", "Shop.Example.com", 8443, "/shop", "/product/1", "a=b");
    assertThat(PageKey.of(address))
        .contains("page1 5:https 16:shop.example.com 8443 5:/shop 10:/product/1 3:a=b");
  }

  @Test
  void key_tellsAbsentFromEmpty() {
    assertThat(PageKey.of(address("/", null))).contains("page1 4:http 1:h 80 0: 1:/ -");
    assertThat(PageKey.of(address("/", ""))).contains("page1 4:http 1:h 80 0: 1:/ 0:");
  }

  @Test
  void key_isEmpty_whenTooLong() {
    int rest = PageKey.of(address("/", null)).orElseThrow().length() + 3; // 4 digits, not 1
    String longest = "/".repeat(1 + PageKey.MAX_LENGTH - rest);
    assertThat(PageKey.of(address(longest, null)).orElseThrow()).hasSize(PageKey.MAX_LENGTH);
    assertThat(PageKey.of(address(longest + 'x', null))).isEmpty();
    assertThat(PageKey.of(address("/", "x".repeat(1 << 20)))).isEmpty();
  }

  @Test
  void keys_differ_whenAddressesDiffer() {
    List<String> parts = List.of("", "a", "1:a", " 1:a", " -", "-", "a 1:", "0:", "/", "80", " 80");
    Random random = new Random(7);
    Map<String, PageAddress> seen = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      PageAddress address =
          new PageAddress(
              pick(parts, random),
              pick(parts, random),
              random.nextInt(3),
              pick(parts, random),
              pick(parts, random),
              random.nextInt(4) == 0 ? null : pick(parts, random));
      PageAddress other = seen.putIfAbsent(PageKey.of(address).orElseThrow(), address);
      assertThat(other == null || other.equals(address)).isTrue();
    }
    assertThat(seen).hasSizeGreaterThan(50_000);
  }

  private static String pick(List<String> parts, Random random) {
    return parts.get(random.nextInt(parts.size()));
  }

  private static PageAddress address(String path, @Nullable String query) {
    return new PageAddress("http", "h", 80, "", path, query);
  }
}
