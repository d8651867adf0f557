// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cachelet.codec.CodecException;
import org.junit.jupiter.api.Test;

/** Caches as the settings make them. */
final class CachesTest {
  /** A mutable class of an application. */
  static final class Basket {
    final List<String> products = new ArrayList<>();
  }

  @Test
  void options_areThoseOfTheSettings() {
    try (Caches caches =
        caches(
            Map.of(
                "cachelet.cache.default.ttl", "1m",
                "cachelet.cache.products.ttl", "2h",
                "cachelet.cache.products.stale-if-error", "1d",
                "cachelet.cache.products.max-bytes", "2mb",
                "cachelet.cache.products.version", "7"))) {
      CacheOptions products = caches.entries("products").options();
      assertThat(products.lifetime())
          .isEqualTo(new Lifetime(Duration.ofHours(2), Duration.ZERO, Duration.ofDays(1)));
      assertThat(products.maxBytes()).isEqualTo(2 << 20);
      assertThat(caches.cache("products").version()).isEqualTo(7);
      assertThat(caches.entries("other").options().lifetime())
          .isEqualTo(Lifetime.of(Duration.ofMinutes(1)));
    }
  }

  @Test
  void builtInOptions_areTheDefaultsOfTheSettings() {
    try (Caches caches = caches(Map.of())) {
      assertThat(caches.entries("any").options()).isEqualTo(CacheOptions.DEFAULT);
    }
  }

  @Test
  void nothingIsKept_whenCachingIsSwitchedOff() {
    try (Caches caches = caches(Map.of("cachelet.enabled", "off"))) {
      caches.cache().put("k", "v");
      assertThat(caches.cache().get("k", String.class)).isEmpty();
      assertThat(caches.cache().getOrCompute("k", String.class, () -> "made")).isEqualTo("made");
    }
  }

  @Test
  void mutableValue_isCopied_whenItsClassIsAllowed() {
    String allowed = Basket.class.getName();
    try (Caches caches = caches(Map.of("cachelet.codec.allow", allowed))) {
      Basket basket = new Basket();
      basket.products.add("apple");
      caches.cache().put("k", basket);
      basket.products.add("pear");
      Basket stored = caches.cache().get("k", Basket.class).orElseThrow();
      assertThat(stored).isNotSameAs(basket);
      assertThat(stored.products).containsExactly("apple");
    }
  }

  @Test
  void mutableValue_isRefusedWithTheLineToAdd_whenItsClassIsNotAllowed() {
    try (Caches caches = caches(Map.of())) {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> caches.cache().put("k", new Basket()))
          .withMessageContaining(Basket.class.getName())
          .withMessageContaining("cachelet.codec.allow=");
    }
  }

  private static Caches caches(Map<String, String> settings) {
    return Caches.builder()
        .settings(Settings.builder().map("test", settings).build(List.of(new CacheSettings())))
        .withoutJmx()
        .build();
  }
}
