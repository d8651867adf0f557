// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.cachelet.cache.micrometer.CacheletMetrics;
import org.cachelet.cache.redisson.RedisBackend;
import org.cachelet.redis.RedisOptions;
import org.junit.jupiter.api.Test;

/** Keeps docs/monitoring.md to what is really shown. */
final class MonitoringPageTest {
  private static final Path PAGE = Path.of("..", "docs", "monitoring.md");

  @Test
  void attributes_haveARowEach_thatTellsWhetherRulesHaveThem() throws IOException, JMException {
    MBeanServer server = MBeanServerFactory.newMBeanServer();
    try (Caches caches = Caches.builder().mbeanServer(() -> server).build()) {
      caches.entries("pages").forRule("catalog");
      String cache = "org.cachelet:type=Cache,application=\"cachelet\",name=\"pages\"";
      List<String> ofRules = attributes(server, cache + ",rule=\"catalog\"");
      assertThat(rowsUnder("### Attributes"))
          .containsExactlyInAnyOrderElementsOf(
              attributes(server, cache).stream()
                  .map(name -> "| `" + name + "` | " + (ofRules.contains(name) ? "yes" : "no"))
                  .toList());
    }
  }

  @Test
  void meters_haveARowEach_withTypeAndTags() throws IOException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Caches caches = Caches.builder().withoutJmx().build()) {
      caches.cache("products");
      new CacheletMetrics(caches).bindTo(registry);
      assertThat(rowsUnder("### Meters"))
          .containsExactlyInAnyOrderElementsOf(
              registry.getMeters().stream().map(MonitoringPageTest::row).distinct().toList());
    }
  }

  @Test
  void attributesOfSharing_haveARowEach() throws IOException, JMException {
    MBeanServer server = MBeanServerFactory.newMBeanServer();
    try (Caches caches = shared().mbeanServer(() -> server).build()) {
      caches.cache("products");
      assertThat(rowsUnder("### Operations"))
          .containsExactlyInAnyOrderElementsOf(
              attributes(server, "org.cachelet:type=Caches,application=\"cachelet\"").stream()
                  .filter(name -> !name.equals("CacheNames")) // told above the table
                  .map(name -> "| `" + name + '`')
                  .toList());
    }
  }

  @Test
  void metersOfSharing_haveARowEach_withType() throws IOException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Caches caches = shared().withoutJmx().build()) {
      new CacheletMetrics(caches).bindTo(registry);
      assertThat(registry.getMeters()).allMatch(meter -> meter.getId().getTags().isEmpty());
      assertThat(rowsUnder("### Meters of sharing"))
          .containsExactlyInAnyOrderElementsOf(
              registry.getMeters().stream()
                  .map(meter -> "| `" + meter.getId().getName() + "` | " + type(meter))
                  .toList());
    }
  }

  /** Returns a builder of caches that are shared; that nobody answers makes no difference. */
  private static Caches.Builder shared() {
    RedisOptions nowhere = RedisOptions.builder().url("redis://127.0.0.1:1").build();
    return Caches.builder().backend(RedisBackend.at(nowhere));
  }

  private static String row(Meter meter) {
    String tags =
        meter.getId().getTags().stream()
            .map(Tag::getKey)
            .map(key -> '`' + key + '`')
            .collect(Collectors.joining(" "));
    return "| `" + meter.getId().getName() + "` | " + type(meter) + " | " + tags;
  }

  private static String type(Meter meter) {
    return switch (meter.getId().getType()) {
      case GAUGE -> "gauge";
      case COUNTER -> "counter";
      case TIMER -> "timer";
      default -> "other";
    };
  }

  private static List<String> attributes(MBeanServer server, String name) throws JMException {
    return Arrays.stream(server.getMBeanInfo(new ObjectName(name)).getAttributes())
        .map(MBeanAttributeInfo::getName)
        .toList();
  }

  /** Returns the rows of the table under a heading, without their last column. */
  private static List<String> rowsUnder(String heading) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(0, line.lastIndexOf(" | ")))
        .toList();
  }
}
