// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The caches over JMX, on real servers. */
final class JmxBeansTest {
  private static final String PRODUCTS =
      "org.cachelet:type=Cache,application=\"shop\",name=\"products\"";
  private static final String APPLICATION = "org.cachelet:type=Caches,application=\"shop\"";

  private final FakeTime time = new FakeTime();
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final Caches caches = shop();

  @AfterEach
  void close() {
    caches.close();
  }

  @Test
  void names_areOfApplicationCachesAndRules_asFarAsTheyAreUsed() throws JMException {
    assertThat(shown()).containsExactly(APPLICATION);
    caches.cache("products");
    caches.entries("pages").forRule("catalog");
    assertThat(shown())
        .containsExactlyInAnyOrder(
            APPLICATION,
            PRODUCTS,
            "org.cachelet:type=Cache,application=\"shop\",name=\"pages\"",
            "org.cachelet:type=Cache,application=\"shop\",name=\"pages\",rule=\"catalog\"");
  }

  @Test
  void attributes_areTheStatistics_whenTheCacheIsUsed() throws JMException {
    Cache products = caches.cache("products");
    CacheMXBean bean = bean(PRODUCTS, CacheMXBean.class);
    assertThat(products.getOrCompute("a", String.class, this::slowly)).isEqualTo("v");
    assertThat(products.get("a", String.class)).isPresent();
    assertThat(products.get("b", String.class)).isEmpty();
    assertThat(bean.getHits()).isEqualTo(1);
    assertThat(bean.getStaleHits()).isZero();
    assertThat(bean.getMisses()).isEqualTo(2);
    assertThat(bean.getHitRatio()).isEqualTo(1.0 / 3);
    assertThat(bean.getPuts()).isEqualTo(1);
    assertThat(bean.getMakings()).isEqualTo(1);
    assertThat(bean.getAverageMakingMillis()).isEqualTo(250);
    assertThat(bean.getEntries()).isEqualTo(1);
    assertThat(bean.getBytes()).isEqualTo(products.statistics().bytes()).isPositive();
    assertThat(bean.getVersion()).isEqualTo(1);
  }

  @Test
  void attributes_doNotMixEvents_whenEachHappenedAnotherNumberOfTimes() throws JMException {
    EntryCache pages = caches.entries("pages");
    int times = 0;
    for (CacheEvent event : CacheEvent.values()) {
      times++;
      for (int i = 0; i < times; i++) {
        pages.count(event, "");
      }
    }
    CacheMXBean bean =
        bean("org.cachelet:type=Cache,application=\"shop\",name=\"pages\"", CacheMXBean.class);
    assertThat(
            new long[] {
              bean.getHits(),
              bean.getStaleHits(),
              bean.getMisses(),
              bean.getPuts(),
              bean.getRefusals(),
              bean.getBypasses(),
              bean.getCollapsed(),
              bean.getMakings(),
              bean.getFailures(),
              bean.getRescues(),
              bean.getRejections(),
              bean.getEvictions(),
              bean.getExpirations()
            })
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
  }

  @Test
  void rule_showsItsOwnCounts_andTheCacheThoseOfItsRulesToo() throws JMException {
    EntryCache pages = caches.entries("pages");
    pages.forRule("catalog").lookup("a");
    pages.lookup("a");
    String name = "org.cachelet:type=Cache,application=\"shop\",name=\"pages\"";
    assertThat(bean(name, CacheMXBean.class).getMisses()).isEqualTo(2);
    assertThat(bean(name + ",rule=\"catalog\"", CacheStatisticsMXBean.class).getMisses())
        .isEqualTo(1);
  }

  @Test
  void operations_workOnTheCache() throws JMException {
    Cache products = caches.cache("products");
    CacheMXBean bean = bean(PRODUCTS, CacheMXBean.class);
    products.put("k", "v");
    bean.clear();
    assertThat(products.contains("k")).isFalse();
    products.put("k", "v");
    assertThat(bean.bumpVersion()).isEqualTo(2);
    assertThat(products.contains("k")).isFalse();
    assertThat(bean.getVersion()).isEqualTo(2);
  }

  @Test
  void operations_workOnTheApplication() throws JMException {
    CachesMXBean bean = bean(APPLICATION, CachesMXBean.class);
    caches.cache("products").put("k", "v", PutOptions.ofTags("b"));
    caches.cache("news").put("k", "v", PutOptions.ofTags("c"));
    assertThat(bean.getCacheNames()).containsExactly("news", "products");
    bean.invalidateTags("a, b,b");
    assertThat(caches.cache("products").contains("k")).isFalse();
    assertThat(caches.cache("news").contains("k")).isTrue();
    bean.clear();
    assertThat(caches.cache("news").contains("k")).isFalse();
  }

  @Test
  void invalidateTags_isRefused_whenATagIsEmpty() throws JMException {
    CachesMXBean bean = bean(APPLICATION, CachesMXBean.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bean.invalidateTags("a,,b"))
        .withMessage("tag is '', allowed are 1 to 250 characters, no control ones");
  }

  @Test
  void applications_getNumbers_whenTheyAreCalledTheSame() throws JMException {
    Caches second = shop();
    try (Caches third = shop()) {
      second.cache("products");
      third.cache("products");
      caches.cache("products");
      assertThat(shown())
          .containsExactlyInAnyOrder(
              APPLICATION,
              PRODUCTS,
              "org.cachelet:type=Caches,application=\"shop-2\"",
              "org.cachelet:type=Cache,application=\"shop-2\",name=\"products\"",
              "org.cachelet:type=Caches,application=\"shop-3\"",
              "org.cachelet:type=Cache,application=\"shop-3\",name=\"products\"");
      second.close();
    }
    assertThat(shown()).containsExactlyInAnyOrder(APPLICATION, PRODUCTS);
  }

  @Test
  void names_areGone_whenTheCachesAreClosed() throws JMException {
    caches.cache("products");
    caches.entries("pages").forRule("catalog");
    CacheMXBean bean = bean(PRODUCTS, CacheMXBean.class);
    caches.close();
    assertThat(shown()).isEmpty();
    assertThatThrownBy(bean::getHits).hasCauseInstanceOf(InstanceNotFoundException.class);
  }

  @Test
  void application_isCalledAsThePrefix_onThePlatformServer_byDefault() throws JMException {
    MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
    ObjectName name =
        new ObjectName("org.cachelet:type=Cache,application=\"jmx-test\",name=\"products\"");
    try (Caches plain = Caches.builder().prefix("jmx-test").build()) {
      plain.cache("products");
      assertThat(platform.isRegistered(name)).isTrue();
    }
    assertThat(platform.isRegistered(name)).isFalse();
  }

  @Test
  void nothing_isShown_whenJmxIsSwitchedOff() throws JMException {
    try (Caches silent = builder().application("silent").withoutJmx().build()) {
      silent.cache("products");
      assertThat(shown()).containsExactly(APPLICATION);
    }
  }

  @Test
  void application_mayHaveAnyNameButABlankOne() throws JMException {
    try (Caches odd = builder().application("/shop, \"new\"*").build()) {
      odd.cache("products");
      assertThat(shown())
          .contains(
              "org.cachelet:type=Cache,application=\"/shop, \\\"new\\\"\\*\",name=\"products\"");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Caches.builder().application(" "))
        .withMessage("application is ' ', allowed is any name that is not blank");
  }

  @Test
  void caches_work_whenTheServerIsForbidden() {
    try (CaughtLog log = new CaughtLog(JmxBeans.class)) {
      Caches.Builder forbidden =
          builder()
              .mbeanServer(
                  () -> {
                    throw new SecurityException("no JMX here");
                  });
      try (Caches unseen = forbidden.build()) {
        unseen.cache("products").put("k", "v");
        assertThat(unseen.cache("products").get("k", String.class)).contains("v");
      }
      assertThat(log.at(Level.WARNING))
          .singleElement()
          .satisfies(
              warning -> {
                assertThat(warning.getMessage())
                    .isEqualTo("MBean server refuses the caches of 'shop'");
                assertThat(warning.getThrown()).hasMessage("no JMX here");
              });
    }
  }

  @Test
  void caches_workAndTheRestIsUnregistered_whenTheServerRefusesOneOfThem() throws JMException {
    server.registerMBean(new CachesBean(caches), new ObjectName(PRODUCTS));
    try (CaughtLog log = new CaughtLog(JmxBeans.class)) {
      caches.cache("products").put("k", "v");
      assertThat(caches.cache("products").contains("k")).isTrue();
      caches.cache("news");
      caches.close();
      assertThat(log.at(Level.WARNING))
          .extracting(LogRecord::getMessage)
          .containsExactly("MBean server refuses the caches of 'shop'");
    }
    assertThat(shown()).containsExactly(PRODUCTS);
  }

  private Caches shop() {
    return builder().build();
  }

  private Caches.Builder builder() {
    return Caches.builder().time(time).application("shop").mbeanServer(() -> server);
  }

  private String slowly() {
    time.pass(Duration.ofMillis(250));
    return "v";
  }

  private <T> T bean(String name, Class<T> type) throws JMException {
    return JMX.newMXBeanProxy(server, new ObjectName(name), type);
  }

  private Set<String> shown() throws JMException {
    Set<String> names = new TreeSet<>();
    server
        .queryNames(new ObjectName("org.cachelet:*"), null)
        .forEach(name -> names.add(name.toString()));
    return names;
  }
}
