// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.cachelet.cache.CacheEvent;
import org.cachelet.cache.CacheListener;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.micrometer.CacheletMetrics;
import org.junit.jupiter.api.Test;

/** Meters and listeners. */
final class MonitoringSnippetsTest {
  @Test
  void meters_countWhatCachesDo() {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Caches caches = Caches.builder().withoutJmx().build()) {

      new CacheletMetrics(caches).bindTo(registry);

      caches.cache("products").put("17", "Lamp");
      assertThat(registry.get("cache.puts").tag("cache", "products").functionCounter().count())
          .isEqualTo(1);
    }
  }

  @Test
  void listener_isToldWhyContentIsNotStored() {
    Log log = new Log(new ArrayList<>());

    CacheListener refusals =
        (cache, event, key, detail) -> {
          if (event == CacheEvent.REFUSAL) {
            log.info(cache + " does not store " + key + ": " + detail);
          }
        };
    Caches caches = Caches.builder().listener(refusals).build();

    caches
        .cache("products")
        .getOrCompute(
            "17",
            String.class,
            () -> {
              Dependencies.current().refuse("it is a secret");
              return "Lamp";
            });
    caches.close();
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("products does not store ")
        .endsWith(": it is a secret");
  }

  private record Log(List<String> lines) {
    void info(String line) {
      lines.add(line);
    }
  }
}
