// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cachelet.filter.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a response. */
final class StoredPageTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final byte[] TEXT = "text ".repeat(1_000).getBytes(UTF_8);
  private static final int TEXT_IN_ALL = 10_000_000;

  @ParameterizedTest
  @ValueSource(
      strings = {"Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Age", "X-Hop"})
  void fieldOfTheConnection_isNotKept(String name) {
    HttpFields fields =
        HttpFields.builder().add("Connection", "X-Hop").add(name, "x").add("X-End", "y").build();
    HttpFields kept = StoredPage.of(200, fields, TEXT, NOW).form(false).fields();
    assertThat(kept.contains(name)).isFalse();
    assertThat(kept.first("X-End")).contains("y");
  }

  @Test
  void entityTag_isTheApplications_ifItHasOne() {
    HttpFields own = HttpFields.of("ETag", "W/\"v1\"", "Content-Type", "text/html");
    StoredPage page = StoredPage.of(200, own, TEXT, NOW);
    assertThat(page.form(false).fields().first("ETag")).contains("W/\"v1\"");
    assertThat(page.form(true).fields().first("ETag")).contains("W/\"v1\"");
  }

  @Test
  void entityTag_comesFromTheBody_otherwise() {
    assertThat(tagOf("a")).isEqualTo(tagOf("a")).isNotEqualTo(tagOf("b"));
  }

  @Test
  void entityTag_comesFromTheBody_whenTheApplicationsIsNone() {
    HttpFields own = HttpFields.of("ETag", "not quoted", "Content-Type", "text/html");
    HttpFields kept = StoredPage.of(200, own, TEXT, NOW).form(true).fields();
    assertThat(kept.all("ETag")).hasSize(1).first().asString().startsWith("\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html;charset=UTF-8 | | | true",
        "application/json | | | true",
        "image/svg+xml | | | true",
        "image/png | | | false",
        " | | | false",
        "text/html | no-transform | | false", // RFC 9111 section 5.2.2.6
        "text/html | | br | false", // it has a coding already
      })
  void body_isCompressed_whenThatHelpsAndIsAllowed(
      String type, String cacheControl, String coding, boolean compressed) {
    HttpFields.Builder fields = HttpFields.builder();
    add(fields, "Content-Type", type);
    add(fields, "Cache-Control", cacheControl);
    add(fields, "Content-Encoding", coding);
    PageForm form = StoredPage.of(200, fields.build(), TEXT, NOW).form(true);
    assertThat(form.body().length < TEXT.length).isEqualTo(compressed);
    assertThat(form.fields().contains("Vary")).isEqualTo(compressed);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 5_000, 50_000})
  void weight_isThatOnTheHeap_withinAFifth(int size) {
    // What was left by other tests may be let go of while this measures: then it measures again.
    await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertWeightIsThatOnTheHeap(size));
  }

  private static void assertWeightIsThatOnTheHeap(int size) {
    Random random = new Random(1);
    int count = TEXT_IN_ALL / size; // much more than what other threads and caches hold meanwhile
    List<StoredPage> pages = new ArrayList<>(count);
    long before = usedHeap();
    long weight = 0;
    for (int i = 0; i < count; i++) {
      StoredPage page = page(i, size, random);
      weight += page.weight();
      pages.add(page);
    }
    assertThat(usedHeap() - before).isCloseTo(weight, withPercentage(20));
    assertThat(pages).hasSize(count);
  }

  private static StoredPage page(int number, int size, Random random) {
    StringBuilder body = new StringBuilder(size).append(number);
    while (body.length() < size) {
      body.append(random.nextInt(10_000)).append(' ');
    }
    HttpFields fields =
        HttpFields.of(
            "Content-Type", new String("text/html;charset=UTF-8".toCharArray()),
            "Last-Modified", new String("Sat, 21 Nov 2026 09:00:00 GMT".toCharArray()),
            "X-Number", Integer.toString(number));
    return StoredPage.of(200, fields, body.toString().getBytes(UTF_8), NOW);
  }

  private static String tagOf(String body) {
    return StoredPage.of(200, HttpFields.EMPTY, body.getBytes(UTF_8), NOW)
        .form(false)
        .fields()
        .first("ETag")
        .orElseThrow();
  }

  private static void add(HttpFields.Builder fields, String name, String value) {
    if (value != null) {
      fields.add(name, value);
    }
  }

  private static long usedHeap() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) { // the smallest of some, since other threads allocate too
      System.gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }
}
