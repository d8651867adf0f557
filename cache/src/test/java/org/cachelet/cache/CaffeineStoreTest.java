// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cachelet.cache.caffeine.CaffeineStore;
import org.cachelet.cache.caffeine.CaffeineStore.Removal;
import org.junit.jupiter.api.Test;

/** The embedded store: the contract of all, and its bound. */
final class CaffeineStoreTest extends StoreContract {
  private final List<Removal> removals = new ArrayList<>();

  @Override
  protected CaffeineStore emptyStore() {
    return new CaffeineStore(1 << 20, time, (entry, removal) -> removals.add(removal));
  }

  @Test
  void store_staysWithinItsBound_andTellsWhatItEvicted() {
    try (CaffeineStore store = emptyStore()) {
      for (int i = 0; i < 1_000; i++) {
        store.put(entry("k" + i, 10_000));
      }
      store.settle();
      assertThat(store.size().bytes()).isBetween(900_000L, 1L << 20);
      assertThat(store.size().entries()).isBetween(80L, 104L);
      assertThat(removals).containsOnly(Removal.EVICTED).hasSizeGreaterThan(890);
    }
  }

  @Test
  void entry_isNotKept_whenItIsLargerThanTheBound() {
    try (CaffeineStore store = emptyStore()) {
      store.put(entry("large", 2 << 20));
      store.settle();
      assertThat(store.get("large")).isNull();
    }
  }

  @Test
  void store_tellsWhatExpired() {
    try (CaffeineStore store = emptyStore()) {
      store.put(entry("k", 100));
      time.pass(Duration.ofMinutes(2));
      store.settle();
      assertThat(removals).containsExactly(Removal.EXPIRED);
    }
  }

  @Test
  void clear_freesAll() {
    try (CaffeineStore store = emptyStore()) {
      store.putAll(List.of(entry("a", 100), entry("b", 100)));
      store.clear();
      assertThat(store.getAll(List.of("a", "b"))).isEmpty();
      assertThat(store.size()).isEqualTo(new Store.Size(0, 0));
    }
  }

  private Entry entry(String key, long weight) {
    return new Entry.Builder(key, () -> weight)
        .created(time.millis())
        .lifetime(Lifetime.of(Duration.ofMinutes(1)))
        .build();
  }
}
