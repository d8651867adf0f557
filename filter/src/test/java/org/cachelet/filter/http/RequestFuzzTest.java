// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.filter.http.RequestCacheControl.Staleness.ALLOWED;
import static org.cachelet.filter.http.RequestCacheControl.Staleness.FORBIDDEN;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.cachelet.filter.http.ByteRanges.Outcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What requests say of age and of parts is obeyed as it stands, and does no harm. */
final class RequestFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Set<RequestDirective> ALL = EnumSet.allOf(RequestDirective.class);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST_READ = 100;
  private static final int MOST_SENT = 16;
  private static final BigInteger HUGE = BigInteger.TEN.pow(30);

  @TestFactory
  Stream<DynamicTest> property_holdsForWhateverComes() {
    Map<String, Fuzz.Property> properties = new LinkedHashMap<>();
    properties.put("a directive in a line of its own is obeyed", RequestFuzzTest::directives);
    properties.put("ages are accepted up to the limits", RequestFuzzTest::limits);
    properties.put("a newer response is accepted, too", RequestFuzzTest::newer);
    properties.put("parts are in the body, and few", RequestFuzzTest::parts);
    properties.put("parts are those of a naive reader", RequestFuzzTest::naiveParts);
    properties.put("a part goes on with the same bytes only", RequestFuzzTest::ifRange);
    properties.put("dates go on with the same bytes only", RequestFuzzTest::ifRangeDate);
    return Fuzz.tests(properties);
  }

  private static void directives(Random random) {
    String before = Fuzz.text(random);
    String after = Fuzz.text(random);
    for (List<String> lines :
        List.of(
            List.of(before, "max-age=5, no-store", after),
            List.of(before, after, "No-Store,MAX-AGE=\"5\""))) {
      RequestCacheControl read = RequestCacheControl.parse(lines, ALL);
      assertThat(read.noStore()).as("%s", lines).isTrue();
      assertThat(read.accepts(Duration.ofSeconds(6), DAY, ALLOWED)).as("%s", lines).isFalse();
      RequestCacheControl ignored = RequestCacheControl.parse(lines, Set.of());
      assertThat(ignored.noStore() || ignored.noCache() || ignored.onlyIfCached()).isFalse();
      assertThat(ignored.accepts(DAY, DAY.negated(), ALLOWED)).isTrue();
    }
  }

  private static void limits(Random random) {
    long n = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(Integer.MAX_VALUE);
    Duration limit = Duration.ofSeconds(n);
    Duration more = limit.plusMillis(1);
    Duration less = limit.minusMillis(1);
    RequestCacheControl maxAge = read(random, "max-age=" + n);
    assertThat(maxAge.accepts(limit, DAY, FORBIDDEN)).isTrue();
    assertThat(maxAge.accepts(more, DAY, FORBIDDEN)).isFalse();
    assertThat(maxAge.accepts(Duration.ZERO, Duration.ZERO, ALLOWED)).isFalse();
    RequestCacheControl minFresh = read(random, "min-fresh=" + n);
    assertThat(minFresh.accepts(DAY, more, FORBIDDEN)).isTrue();
    assertThat(minFresh.accepts(DAY, less, FORBIDDEN)).isFalse();
    RequestCacheControl maxStale = read(random, "max-stale=" + n);
    assertThat(maxStale.asksForStale()).isTrue();
    assertThat(maxStale.accepts(DAY, limit.negated(), ALLOWED)).isTrue();
    assertThat(maxStale.accepts(DAY, limit.negated(), FORBIDDEN)).isFalse();
    assertThat(maxStale.accepts(DAY, more.negated(), ALLOWED)).isFalse();
  }

  /** Returns what is read of a directive among others that do not count. */
  private static RequestCacheControl read(Random random, String directive) {
    String other = Fuzz.oneOf(random, List.of("", "x", "x=\"a,b\"", "max-age", "min-fresh=x", ","));
    String both = random.nextBoolean() ? other + ", " + directive : directive + " , " + other;
    return RequestCacheControl.parse(List.of(both), ALL);
  }

  private static void newer(Random random) {
    StringBuilder line = new StringBuilder(Fuzz.text(random));
    boolean either = random.nextBoolean(); // max-stale and min-fresh contradict each other
    for (int left = random.nextInt(4); left > 0; left--) {
      String name =
          Fuzz.oneOf(random, List.of("max-age", either ? "max-stale" : "min-fresh", "no-cache"));
      line.append(", ").append(name).append('=').append(random.nextInt(20));
    }
    RequestCacheControl read = RequestCacheControl.parse(List.of(line.toString()), ALL);
    Duration age = Duration.ofSeconds(random.nextInt(20));
    Duration left = Duration.ofSeconds(random.nextInt(40) - 20);
    var staleness = random.nextBoolean() ? ALLOWED : FORBIDDEN;
    if (read.accepts(age, left, staleness)) {
      Duration newer = Duration.ofSeconds(random.nextInt(20));
      assertThat(read.accepts(age.minus(newer), left.plus(newer), ALLOWED)).as("%s", line).isTrue();
    }
  }

  private static void parts(Random random) {
    String field = (random.nextInt(4) == 0 ? "" : "bytes=") + Fuzz.text(random);
    int length = random.nextInt(3) == 0 ? Integer.MAX_VALUE : random.nextInt(30);
    ByteRanges ranges = ByteRanges.of(field, length);
    assertThat(ranges.parts().isEmpty()).isEqualTo(ranges.outcome() != Outcome.PARTIAL);
    assertThat(ranges.parts()).hasSizeLessThanOrEqualTo(MOST_SENT);
    assertThat(ranges.parts())
        .allMatch(part -> part.first() >= 0 && part.first() <= part.last() && part.last() < length);
    assertThat(ranges.parts().stream().mapToLong(ByteRange::length).sum())
        .isLessThanOrEqualTo(length);
  }

  private static void naiveParts(Random random) {
    int length = 1 + random.nextInt(60);
    int count = 1 + random.nextInt(random.nextInt(20) == 0 ? 120 : random.nextBoolean() ? 20 : 4);
    List<String> specs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      specs.add(spec(random, length));
    }
    String field = Fuzz.oneOf(random, List.of("bytes=", "Bytes=")) + String.join(", ", specs);
    ByteRanges ranges = ByteRanges.of(field, length);
    BitSet asked = new BitSet();
    Outcome expected = naive(specs, length, asked);
    assertThat(ranges.outcome()).as("%s of %s", field, length).isEqualTo(expected);
    if (expected == Outcome.PARTIAL) {
      BitSet sent = new BitSet();
      ranges.parts().forEach(part -> sent.set(part.first(), part.last() + 1));
      assertThat(sent).as("%s of %s", field, length).isEqualTo(asked);
      assertThat((long) ranges.parts().size()).isEqualTo(runs(asked));
      assertThat(ranges.parts().stream().mapToInt(ByteRange::length).sum())
          .isEqualTo(asked.cardinality());
    }
  }

  private static String spec(Random random, int length) {
    int first = random.nextInt(length + 3);
    return switch (random.nextInt(random.nextInt(8) == 0 ? 5 : 3)) {
      case 0 -> first + "-" + (first + random.nextInt(3));
      case 1 -> "0" + first + "-" + (first + 1);
      case 2 -> first + "-" + HUGE.add(BigInteger.valueOf(first));
      case 3 -> Fuzz.oneOf(random, List.of("-0", first + "-", "-" + first, "-" + HUGE, HUGE + "-"));
      default ->
          Fuzz.oneOf(random, List.of("", "-", "5-4", "x", HUGE + "-" + HUGE.subtract(one()), "5"));
    };
  }

  private static BigInteger one() {
    return BigInteger.ONE;
  }

  /** Reads ranges with numbers of any size, byte by byte. */
  private static Outcome naive(List<String> specs, int length, BitSet asked) {
    long sum = 0;
    int ranges = 0;
    for (String spec : specs) {
      if (spec.isEmpty()) {
        continue;
      }
      if (!spec.matches("\\d+-\\d*|-\\d+")) {
        return Outcome.WHOLE;
      }
      ranges++;
      int dash = spec.indexOf('-');
      BigInteger size = BigInteger.valueOf(length);
      BigInteger from = dash == 0 ? size.subtract(number(spec, 1)) : number(spec, 0);
      boolean open = dash == 0 || dash == spec.length() - 1;
      BigInteger to = open ? size.subtract(one()) : number(spec, dash + 1);
      if (dash > 0 && !open && to.compareTo(from) < 0) {
        return Outcome.WHOLE;
      }
      for (int i = 0; i < length; i++) {
        BigInteger at = BigInteger.valueOf(i);
        if (at.compareTo(from) >= 0 && at.compareTo(to) <= 0) {
          asked.set(i);
          sum++;
        }
      }
    }
    boolean whole =
        ranges == 0 || specs.size() > MOST_READ || sum > length || runs(asked) > MOST_SENT;
    return whole ? Outcome.WHOLE : asked.isEmpty() ? Outcome.UNSATISFIABLE : Outcome.PARTIAL;
  }

  private static BigInteger number(String spec, int start) {
    int dash = spec.indexOf('-', start);
    return new BigInteger(spec.substring(start, dash < 0 ? spec.length() : dash));
  }

  private static long runs(BitSet bits) {
    return bits.stream().filter(bit -> !bits.get(bit + 1)).count();
  }

  private static void ifRange(Random random) {
    String tag = '"' + Fuzz.word(random) + '"';
    String other = Fuzz.oneOf(random, List.of(tag, '"' + Fuzz.word(random) + '"', "W/" + tag));
    HttpFields fields = HttpFields.of("ETag", other, "Last-Modified", HttpDate.format(NOW));
    assertThat(IfRange.matches(tag, fields, NOW)).isEqualTo(tag.equals(other));
    assertThat(IfRange.matches("W/" + tag, fields, NOW)).isFalse();
    String noise = Fuzz.text(random);
    HttpFields any = HttpFields.of("ETag", Fuzz.text(random), "Last-Modified", noise);
    String sent = random.nextBoolean() ? noise : Fuzz.text(random);
    if (IfRange.matches(sent, any, NOW)) {
      assertThat(sent.strip()).startsWith("\"").isEqualTo(any.first("ETag").orElse("").strip());
    }
    assertThat(IfRange.isEntityTag(sent)).isIn(true, false);
  }

  private static void ifRangeDate(Random random) {
    Instant modified = NOW.minusSeconds(random.nextInt(1_000_000));
    Instant date = modified.plusSeconds(random.nextInt(120));
    HttpFields fields =
        HttpFields.of("Last-Modified", HttpDate.format(modified), "Date", HttpDate.format(date));
    boolean strong = Duration.between(modified, date).toSeconds() >= 60;
    assertThat(IfRange.matches(HttpDate.format(modified), fields, NOW)).isEqualTo(strong);
    Instant other = modified.plusSeconds(random.nextInt(3) - 1);
    assertThat(IfRange.matches(HttpDate.format(other), fields, NOW))
        .isEqualTo(strong && other.equals(modified));
    assertThat(IfRange.matches(HttpDate.format(modified), fields.without("Date"), NOW)).isFalse();
  }
}
