// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.cachelet.cache.Content;
import org.cachelet.cache.ContentFormat;
import org.cachelet.cache.Hole;
import org.cachelet.cache.OnError;
import org.cachelet.codec.BinaryWriter;
import org.cachelet.codec.CodecException;
import org.cachelet.filter.http.HttpFields;
import org.cachelet.filter.http.RequestCacheControl.Staleness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages as bytes, and bytes that pretend to be pages. */
final class StoredPageFormatTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final long FEW_MEGABYTES = 16 << 20;
  private static final StoredPageFormat FORMAT = new StoredPageFormat();

  static Stream<StoredPage> pages() {
    HttpFields html = HttpFields.of("Content-Type", "text/html", "X-Gr\u00fc\u00dfe", "\u20ac 5");
    byte[] text = "<p>text</p>\n".repeat(1_000).getBytes(UTF_8);
    return Stream.of(
        StoredPage.of(200, html, text, NOW),
        StoredPage.of(
            200,
            html,
            new PageHoles.Cut(
                text,
                List.of(
                    Hole.of(Hole.VALUE, "csrf"),
                    new Hole(Hole.PATH, "/cart", Map.of("a", "b"), OnError.HIDE)),
                new int[] {0, text.length}),
            NOW),
        StoredPage.of(404, html, "short".getBytes(UTF_8), NOW),
        StoredPage.of(200, html.with("ETag", "\"v1\""), text, NOW)
            .permitting(Staleness.ALLOWED, Duration.ofMinutes(5)),
        StoredPage.of(301, HttpFields.of("Location", "/", "Age", "77"), new byte[0], NOW),
        StoredPage.of(200, html.with("ETag", "W/\"v1\"").with("Age", "-3"), text, NOW),
        StoredPage.of(200, html.with("ETag", "nonsense"), text, NOW),
        StoredPage.of(200, html.with("Date", "nonsense").with("Vary", "Cookie"), text, NOW),
        StoredPage.of(200, html.with("Last-Modified", "Fri, 01 Jan 1960 00:00:00 GMT"), text, NOW),
        StoredPage.of(200, html.with("Last-Modified", "Sunday, 06-Nov-94 08:49:37 GMT"), text, NOW),
        StoredPage.of(200, html.with("Content-Type", "image/png"), random(5_000), NOW),
        StoredPage.of(
            200, HttpFields.of("Set-X", "1", "set-x", "2", "Content-Type", "text/css"), text, NOW));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_isTheSame_whenItWasReadBack(StoredPage page) {
    Content read = FORMAT.read(FORMAT.write(page));
    assertThat(FORMAT.writes(page)).isTrue();
    assertThat(read).usingRecursiveComparison().isEqualTo(page);
    assertThat(read.weight()).isEqualTo(page.weight());
  }

  @Test
  void formats_areFoundAsServices() {
    assertThat(ServiceLoader.load(ContentFormat.class).stream().map(p -> p.get().number()))
        .containsExactlyInAnyOrder(16, 17);
  }

  @Test
  void page_isWrittenOnce_compressed() {
    byte[] text = "<p>text</p>\n".repeat(10_000).getBytes(UTF_8);
    StoredPage page = StoredPage.of(200, HttpFields.of("Content-Type", "text/html"), text, NOW);
    int compressed = page.form(true).body().length;
    assertThat(FORMAT.write(page).length).isBetween(compressed, compressed + 300);
  }

  @Test
  void page_hasNoBytes_whenItIsLargerThanIsRead() {
    byte[] large = new byte[(4 << 20) + 1];
    HttpFields html = HttpFields.of("Content-Type", "text/html");
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> FORMAT.write(StoredPage.of(200, html, large, NOW)))
        .withMessage("the page has 4194305 bytes, allowed are 4194304");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void cutBytes_areRefused(StoredPage page) {
    byte[] bytes = FORMAT.write(page);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatExceptionOfType(CodecException.class).isThrownBy(() -> FORMAT.read(cut));
    }
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> FORMAT.read(Arrays.copyOf(bytes, bytes.length + 1)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void damagedBytes_areAPageOrRefused_inLittleMemory(StoredPage page) {
    byte[] bytes = FORMAT.write(page);
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = bytes.clone();
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      }
      readOrRefuse(damaged);
    }
  }

  @Test
  void randomBytes_areAPageOrRefused_inLittleMemory() {
    Random random = new Random(8);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      readOrRefuse(bytes);
    }
  }

  @Test
  void bytesOfAnotherLayout_areRefused() {
    byte[] bytes = FORMAT.write(pages().findFirst().orElseThrow());
    bytes[0]++;
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> FORMAT.read(bytes))
        .withMessage("the page has another layout than 3");
    byte[] once = new BinaryWriter(100).number(200).number(0).number(0).toBytes();
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> FORMAT.read(once))
        .withMessage("the page has another layout than 3");
  }

  @Test
  void compressedBomb_isRefused_inLittleMemory() {
    byte[] bomb = Gzip.compressed(new byte[200 << 20]);
    for (int announced : new int[] {0, 1, 100, 4 << 20, (4 << 20) + 1, Integer.MAX_VALUE}) {
      byte[] bytes = head().number(announced).raw(bomb).toBytes();
      assertThat(readOrRefuse(bytes)).isFalse();
    }
  }

  @Test
  void bombOfFields_isRefused_inLittleMemory() {
    byte[] empty = new byte[4 << 20];
    byte[] fields =
        new BinaryWriter(4 << 20)
            .octet(2)
            .number(200)
            .number(0)
            .number(0)
            .octet(0)
            .number(0)
            .number(2 << 20)
            .toBytes();
    System.arraycopy(fields, 0, empty, 0, fields.length);
    assertThat(readOrRefuse(empty)).isFalse();
  }

  private static BinaryWriter head() {
    BinaryWriter writer = new BinaryWriter(100).octet(2).number(200).number(0).number(0);
    writer.octet(0).number(0).number(1);
    return writer.text("ETag").text("\"x\"").octet(1);
  }

  /** Returns whether the bytes were a page; nothing but a refusal may happen otherwise. */
  private static boolean readOrRefuse(byte[] bytes) {
    long before = allocated();
    boolean read = isPage(bytes);
    assertThat(allocated() - before).isLessThan(FEW_MEGABYTES);
    return read;
  }

  private static boolean isPage(byte[] bytes) {
    try {
      return FORMAT.read(bytes) instanceof StoredPage;
    } catch (CodecException e) {
      return false;
    }
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
