// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cachelet.cache.caffeine.CaffeineStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The store of two tiers: the contract of all, and which tier is asked for what. */
final class TieredStoreTest extends StoreContract {
  private static final String KEY = "k";

  private final CaffeineStore near = store();
  private final CaffeineStore far = store();
  private final TieredStore tiered = new TieredStore(near, far);

  @Override
  protected Store emptyStore() {
    return new TieredStore(store(), store());
  }

  @Test
  void get_bringsNear_whatIsFar() {
    far.put(text(1));
    assertThat(created(tiered.get(KEY))).isEqualTo(1);
    far.clear();
    assertThat(created(tiered.get(KEY))).isEqualTo(1);
  }

  @Test
  void get_asksFar_whenWhatIsNearDoesNotSuffice() {
    near.put(text(1));
    far.put(text(2));
    assertThat(created(tiered.get(KEY, e -> e.created() == 1))).isEqualTo(1);
    assertThat(created(tiered.get(KEY, e -> e.created() == 2))).isEqualTo(2);
    assertThat(created(near.get(KEY))).isEqualTo(2);
  }

  @Test
  void get_keepsTheNewer_whenNeitherSuffices() {
    near.put(text(2));
    far.put(text(1));
    assertThat(created(tiered.get(KEY, e -> false))).isEqualTo(2);
    near.put(text(1));
    far.put(text(2));
    assertThat(created(tiered.get(KEY, e -> false))).isEqualTo(2);
  }

  @Test
  void getAll_asksFarOnlyForWhatIsMissing() {
    near.put(text("a", 1));
    near.put(text("b", 1));
    far.put(text("b", 2));
    far.put(text("c", 2));
    far.put(text("a", 2));
    Map<String, Entry> found =
        tiered.getAll(List.of("a", "b", "c", "d"), e -> e.created() == 2 || e.key().equals("a"));
    assertThat(found).containsOnlyKeys("a", "b", "c");
    assertThat(created(found.get("a"))).isEqualTo(1);
    assertThat(created(found.get("b"))).isEqualTo(2);
    assertThat(created(found.get("c"))).isEqualTo(2);
  }

  @Test
  void numbers_areNotKeptNear_sinceOthersChangeThemToo() {
    tiered.add(number(5), 5, e -> true);
    tiered.get(KEY);
    far.add(number(5), 5, e -> true);
    Entry found = tiered.get(KEY);
    assertThat(found).isNotNull();
    assertThat(found.content()).isEqualTo(new Amount(10));
  }

  @Test
  void remove_removesFromBoth() {
    tiered.put(text(1));
    tiered.remove(KEY);
    assertThat(near.get(KEY)).isNull();
    assertThat(far.get(KEY)).isNull();
  }

  private CaffeineStore store() {
    return new CaffeineStore(1 << 20, time, (entry, removal) -> {});
  }

  private Entry number(long value) {
    return entry(KEY, new Amount(value), time.millis());
  }

  private Entry text(long created) {
    return text(KEY, created);
  }

  private Entry text(String key, long created) {
    return entry(key, () -> 10, created);
  }

  private static Entry entry(String key, Content content, long created) {
    return new Entry.Builder(key, content)
        .created(created)
        .lifetime(Lifetime.of(Duration.ofDays(30_000)))
        .build();
  }

  private static long created(@Nullable Entry entry) {
    return entry == null ? -1 : entry.created();
  }
}
