// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.cachelet.cache.Content;
import org.cachelet.cache.ContentFormat;
import org.cachelet.cache.Input;
import org.cachelet.codec.CodecException;
import org.cachelet.filter.http.Fuzz;
import org.cachelet.filter.http.HttpDate;
import org.cachelet.filter.http.HttpFields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Pages and lists of inputs are read back from bytes, and no bytes do harm; variants differ. */
final class StoredFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final long FEW_MEGABYTES = 16 << 20;
  private static final StoredPageFormat PAGES = new StoredPageFormat();
  private static final VaryListFormat LISTS = new VaryListFormat();

  @TestFactory
  Stream<DynamicTest> property_holdsForWhateverComes() {
    Map<String, Fuzz.Property> properties = new LinkedHashMap<>();
    properties.put("pages are read back", StoredFuzzTest::pages);
    properties.put("damaged pages are pages or refused", r -> damaged(r, PAGES, page(r)));
    properties.put("lists of inputs are read back", StoredFuzzTest::lists);
    properties.put("damaged lists are lists or refused", r -> damaged(r, LISTS, list(r)));
    properties.put("noise is refused or read in little memory", StoredFuzzTest::noise);
    properties.put("different variants have different keys", StoredFuzzTest::variants);
    return Fuzz.tests(properties);
  }

  private static void pages(Random random) {
    StoredPage page = page(random);
    Content read = PAGES.read(PAGES.write(page));
    assertThat(read).usingRecursiveComparison().isEqualTo(page);
  }

  private static void lists(Random random) {
    VaryList list = list(random);
    assertThat(LISTS.read(LISTS.write(list))).isEqualTo(list);
  }

  private static void damaged(Random random, ContentFormat format, Content content) {
    byte[] damaged = Fuzz.damaged(random, format.write(content));
    readOrRefuse(format, damaged);
  }

  private static void noise(Random random) {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    readOrRefuse(PAGES, bytes);
    readOrRefuse(LISTS, bytes);
  }

  private static void readOrRefuse(ContentFormat format, byte[] bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Content read = readOrNull(format, bytes);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(FEW_MEGABYTES);
    if (read != null) {
      assertThat(format.read(format.write(read))).usingRecursiveComparison().isEqualTo(read);
    }
  }

  private static @Nullable Content readOrNull(ContentFormat format, byte[] bytes) {
    try {
      return format.read(bytes);
    } catch (CodecException e) {
      return null; // no other exception may come
    }
  }

  private static void variants(Random random) {
    Set<Input> inputs = list(random).inputs();
    Map<Input, Value> one = new HashMap<>();
    inputs.forEach(input -> one.put(input, value(random)));
    Map<Input, Value> other = new HashMap<>(one);
    inputs.stream()
        .skip(random.nextInt(inputs.size() + 1))
        .findFirst()
        .ifPresent(input -> other.put(input, value(random)));
    VaryList list = new VaryList(inputs);
    String key = list.variantKey("page", input -> got(one, input)).orElseThrow();
    String otherKey = list.variantKey("page", input -> got(other, input)).orElseThrow();
    assertThat(key.equals(otherKey)).as("%s and %s", one, other).isEqualTo(one.equals(other));
    Input more = new Input("header", "more");
    VaryList longer = list.with(Set.of(more));
    assertThat(longer.variantKey("page", input -> got(one, input))).hasValue(key);
    one.put(more, Value.of(Fuzz.text(random)));
    assertThat(longer.variantKey("page", input -> got(one, input)).orElse("")).isNotEqualTo(key);
  }

  private static Value got(Map<Input, Value> values, Input input) {
    Value value = values.get(input);
    return value == null ? Value.ABSENT : value;
  }

  private static Value value(Random random) {
    return random.nextInt(4) == 0 ? Value.ABSENT : Value.of(Fuzz.text(random));
  }

  private static VaryList list(Random random) {
    Set<Input> inputs = new HashSet<>();
    for (int left = random.nextInt(5); left > 0; left--) {
      String kind = Fuzz.oneOf(random, List.of("header", "cookie", "locale", "a-b"));
      inputs.add(new Input(kind, wellFormed(Fuzz.text(random))));
    }
    return new VaryList(inputs);
  }

  private static StoredPage page(Random random) {
    HttpFields.Builder fields = HttpFields.builder();
    for (int left = random.nextInt(6); left > 0; left--) {
      String name =
          Fuzz.oneOf(random, List.of("ETag", "Age", "Vary", "X-A", "x-a", "Link", "Date"));
      fields.add(name, wellFormed(Fuzz.text(random)));
    }
    if (random.nextBoolean()) {
      fields.add("Content-Type", Fuzz.oneOf(random, List.of("text/html", "image/png", "x+json")));
    }
    if (random.nextBoolean()) {
      fields.add("Last-Modified", HttpDate.format(NOW.minusSeconds(random.nextInt(100_000_000))));
    }
    byte[] body = new byte[random.nextInt(random.nextInt(4) == 0 ? 5_000 : 50)];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) random.nextInt(random.nextBoolean() ? 2 : 256);
    }
    return StoredPage.of(200 + random.nextInt(300), fields.build(), body, NOW);
  }

  /** Returns the text without halves of characters, which no bytes stand for. */
  private static String wellFormed(String text) {
    return text.codePoints()
        .filter(c -> c < 0xd800 || c > 0xdfff)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
