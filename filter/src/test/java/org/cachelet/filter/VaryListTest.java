// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cachelet.cache.Entry;
import org.cachelet.cache.Freshness;
import org.cachelet.cache.Input;
import org.cachelet.cache.Lookup;
import org.junit.jupiter.api.Test;

/** RFC 9111 section 4.1, for all that can be read. */
final class VaryListTest {
  @Test
  void key_hasNamesAndValuesOfWhatIsThere() {
    assertThat(
            key(list("header:a", "header:b", "header:c"), Map.of("header:a", "1", "header:c", "")))
        .contains("page\n8:header:a1:18:header:c0:");
  }

  @Test
  void key_staysTheSame_whenTheListGrowsByWhatIsNotThere() {
    Map<String, String> sent = Map.of("header:a", "1");
    assertThat(key(list("header:a"), sent)).isEqualTo(key(list("cookie:x", "header:a"), sent));
  }

  @Test
  void keys_differ_whenAValueMovesToAnotherInput() {
    VaryList list = list("header:a", "header:b");
    assertThat(key(list, Map.of("header:a", "1"))).isNotEqualTo(key(list, Map.of("header:b", "1")));
    assertThat(key(list, Map.of("header:a", ""))).isNotEqualTo(key(list, Map.of()));
    assertThat(key(list, Map.of("header:a", "18:header:b1:1")))
        .isNotEqualTo(key(list, Map.of("header:a", "1", "header:b", "1")));
  }

  @Test
  void key_isNotMade_ofWhatIsPersonalOrTooLong() {
    VaryList list = list("header:a", "header:b");
    assertThat(key(list, Map.of("header:a", "x".repeat(VaryList.MAX_LENGTH)))).isEmpty();
    String half = "x".repeat(VaryList.MAX_LENGTH / 2);
    assertThat(key(list, Map.of("header:a", half))).isPresent();
    assertThat(key(list, Map.of("header:a", half, "header:b", half))).isEmpty();
    assertThat(list.personal(input -> Value.of(half))).contains(Input.parse("header:b"));
    assertThat(list.variantKey("page", input -> Value.UNSHARED)).isEmpty();
    assertThat(list.personal(input -> Value.UNSHARED)).contains(Input.parse("header:a"));
    assertThat(list.personal(input -> Value.ABSENT)).isEmpty();
  }

  @Test
  void page_isNotFound_whenItReadMoreThanTheListKnows() {
    Lookup found = found("header:a", "header:b");
    assertThat(list("header:a", "header:b", "header:c").covered(found)).isSameAs(found);
    assertThat(list("header:a").covered(found)).isSameAs(Lookup.MISS);
    assertThat(list("header:a").covered(Lookup.MISS)).isSameAs(Lookup.MISS);
  }

  private static Lookup found(String... inputs) {
    Entry entry = new Entry.Builder("key", list()).inputs(list(inputs).inputs()).build();
    return new Lookup(entry, Freshness.FRESH, false);
  }

  private static VaryList list(String... inputs) {
    return new VaryList(Set.of(inputs).stream().map(Input::parse).collect(Collectors.toSet()));
  }

  private static Optional<String> key(VaryList list, Map<String, String> sent) {
    return list.variantKey("page", input -> Value.of(sent.get(input.toString())));
  }
}
