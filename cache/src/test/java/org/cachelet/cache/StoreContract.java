// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does. */
public abstract class StoreContract {
  private static final Lifetime MINUTE = Lifetime.of(Duration.ofMinutes(1));

  protected final FakeTime time = new FakeTime();
  private Store store;

  /** Returns a store without entries that goes by {@link #time}. */
  protected abstract Store emptyStore();

  @BeforeEach
  void open() {
    store = emptyStore();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void get_returnsAllPartsOfTheEntry() {
    Entry entry =
        new Entry.Builder("k", new Amount(7))
            .created(time.millis())
            .lifetime(MINUTE)
            .makingTime(Duration.ofMillis(40))
            .since(new LogPosition(1, 2))
            .tags(Set.of("t"))
            .inputs(Set.of(Input.of("locale")))
            .build();
    assertThat(store.put(entry)).isTrue();
    assertThat(store.get("k")).usingRecursiveComparison().isEqualTo(entry);
    assertThat(store.get("other")).isNull();
  }

  @Test
  void getAll_returnsWhatThereIs() {
    store.putAll(List.of(entry("a", 1), entry("b", 2)));
    assertThat(store.getAll(List.of("a", "b", "c"))).containsOnlyKeys("a", "b");
  }

  @Test
  void putIfAbsent_keepsAUsableEntry_andReplacesAnUnusableOne() {
    assertThat(store.putIfAbsent(entry("k", 1), StoreContract::usable)).isTrue();
    assertThat(store.putIfAbsent(entry("k", 2), StoreContract::usable)).isFalse();
    assertThat(amount("k")).isEqualTo(1);
    assertThat(store.putIfAbsent(entry("k", 3), StoreContract::unusable)).isTrue();
    assertThat(amount("k")).isEqualTo(3);
  }

  @Test
  void add_addsToAUsableAmount_andBeginsAnewOtherwise() {
    assertThat(store.add(entry("k", 5), 5, StoreContract::usable).content())
        .isEqualTo(new Amount(5));
    assertThat(store.add(entry("k", 5), 5, StoreContract::usable).content())
        .isEqualTo(new Amount(10));
    assertThat(store.add(entry("k", 5), 5, StoreContract::unusable).content())
        .isEqualTo(new Amount(5));
  }

  @Test
  void add_refuses_whenTheContentIsNoAmount() {
    store.put(
        new Entry.Builder("k", Nothing.INSTANCE).created(time.millis()).lifetime(MINUTE).build());
    assertThatIllegalStateException()
        .isThrownBy(() -> store.add(entry("k", 1), 1, StoreContract::usable))
        .withMessage("content under key 'k' is not a number");
  }

  @Test
  void touch_beginsTheLifetimeAnew_whenTheEntryIsUsable() {
    store.put(entry("k", 1));
    time.pass(Duration.ofSeconds(30));
    assertThat(store.touch("k", MINUTE, time.millis(), StoreContract::unusable)).isFalse();
    assertThat(store.touch("k", MINUTE, time.millis(), StoreContract::usable)).isTrue();
    assertThat(store.touch("absent", MINUTE, time.millis(), StoreContract::usable)).isFalse();
    time.pass(Duration.ofSeconds(59));
    assertThat(store.get("k")).isNotNull();
  }

  @Test
  void remove_leavesNothing_andOthersAlone() {
    store.putAll(List.of(entry("k", 1), entry("other", 2)));
    store.remove("k");
    store.remove("k");
    assertThat(store.get("k")).isNull();
    assertThat(amount("other")).isEqualTo(2);
  }

  @Test
  void discard_leavesANewerEntryAlone() {
    Entry older = entry("k", 1);
    store.put(older);
    store.put(entry("k", 2));
    store.discard(older);
    assertThat(amount("k")).isEqualTo(2);
  }

  @Test
  void entry_isGone_whenItIsOfNoUseToAnybody() {
    store.put(entry("k", 1));
    time.pass(Duration.ofMinutes(1));
    assertThat(store.get("k")).isNull();
  }

  private static boolean usable(Entry entry) {
    return true;
  }

  private static boolean unusable(Entry entry) {
    return false;
  }

  private long amount(String key) {
    Entry entry = store.get(key);
    assertThat(entry).isNotNull();
    return ((Amount) entry.content()).value();
  }

  private Entry entry(String key, long amount) {
    return new Entry.Builder(key, new Amount(amount))
        .created(time.millis())
        .lifetime(MINUTE)
        .build();
  }
}
