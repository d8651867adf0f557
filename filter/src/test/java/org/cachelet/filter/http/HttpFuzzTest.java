// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cachelet.cache.PathPattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What strangers and applications send is read without harm, and two pages share no key. */
final class HttpFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final NamePatterns IGNORED = NamePatterns.of(List.of("utm_*", "gclid"));
  private static final HostPatterns HOSTS = HostPatterns.of(List.of("*.example.com", "[::1]"));
  private static final int LONG = 100_000;
  private static final Duration SOON = Duration.ofSeconds(2);

  @TestFactory
  Stream<DynamicTest> property_holdsForWhateverComes() {
    Map<String, Fuzz.Property> properties = new LinkedHashMap<>();
    properties.put("a directive in a line of its own counts", HttpFuzzTest::cacheControl);
    properties.put("dates are read back in all forms", HttpFuzzTest::dates);
    properties.put("damaged dates are refused or dates", HttpFuzzTest::damagedDates);
    properties.put("accepted codings have one form", HttpFuzzTest::codings);
    properties.put("lists of entity tags are read back", HttpFuzzTest::entityTags);
    properties.put("queries have one form", HttpFuzzTest::queries);
    properties.put("different queries have different forms", HttpFuzzTest::differentQueries);
    properties.put("what is suspicious is found wherever it is", HttpFuzzTest::paths);
    properties.put("different pages have different keys", HttpFuzzTest::keys);
    properties.put("names match as their patterns say", HttpFuzzTest::names);
    properties.put("paths match as their patterns say", HttpFuzzTest::patterns);
    properties.put("hosts match as their patterns say", HttpFuzzTest::hosts);
    properties.put("conditions are read, whatever they are", HttpFuzzTest::conditions);
    return Fuzz.tests(properties);
  }

  @TestFactory
  Stream<DynamicTest> parser_endsSoon_whateverTheLength() {
    return parsers().entrySet().stream()
        .map(
            parser ->
                DynamicTest.dynamicTest(
                    parser.getKey(), () -> requireSoon(parser.getKey(), parser.getValue())));
  }

  private static Map<String, Consumer<String>> parsers() {
    Map<String, Consumer<String>> parsers = new LinkedHashMap<>();
    parsers.put("CacheControl", text -> CacheControl.parse(List.of(text)));
    parsers.put("HttpDate", text -> HttpDate.parse(text, NOW));
    parsers.put("EntityTag", EntityTag::parseList);
    parsers.put("AcceptEncoding", AcceptEncoding::normalized);
    parsers.put("SuspiciousPath", SuspiciousPath::find);
    parsers.put("CanonicalQuery", text -> CanonicalQuery.of(text, IGNORED));
    parsers.put("HostPatterns", text -> HOSTS.allows(text, 80));
    parsers.put("PathPattern", PathPattern.of("/a/*/b/**")::matches);
    return parsers;
  }

  private static void requireSoon(String name, Consumer<String> parser) {
    for (String piece :
        List.of(
            ",", "\"", " ", "\"\\", "\\", "=", "\",", "a=\"", ";", "%", "&", "/", "W/\"", "1", "a,",
            "%c3", "&a", ";q=", "/.", ", \"", "*", ".", "-", "\"a,")) {
      String text = piece.repeat(LONG / piece.length());
      assertTimeout(SOON, () -> parser.accept(text), name + " of " + piece);
      assertTimeout(SOON, () -> parser.accept("/a" + text), name + " of /a" + piece);
    }
  }

  private static void cacheControl(Random random) {
    String before = Fuzz.text(random);
    String after = Fuzz.text(random);
    for (List<String> lines :
        List.of(
            List.of(before, "max-age=5, no-store", after),
            List.of(before, after, "No-Store,max-age=5"))) {
      CacheControl read = CacheControl.parse(lines);
      assertThat(read.noStore()).as("%s", lines).isTrue();
      assertThat(read.maxAge().orElse(9)).as("%s", lines).isBetween(0L, 5L);
    }
    CacheControl any = CacheControl.parse(List.of(before + after));
    for (var number :
        List.of(any.maxAge(), any.sMaxAge(), any.staleIfError(), any.staleWhileRevalidate())) {
      assertThat(number.orElse(0)).isBetween(0L, CacheControl.MAX_SECONDS);
    }
  }

  private static void dates(Random random) {
    Instant instant = Instant.ofEpochSecond(random.nextLong(-62_135_596_800L, 253_402_300_800L));
    assertThat(HttpDate.parse(HttpDate.format(instant), NOW)).hasValue(instant);
    assertThat(HttpDate.parse(in("EEE MMM ppd HH:mm:ss yyyy", instant), NOW)).hasValue(instant);
    Instant near = NOW.plusSeconds(random.nextLong(-1_500_000_000L, 1_500_000_000L));
    String old = in("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", near);
    assertThat(HttpDate.parse(old, NOW)).hasValue(near);
    assertThat(HttpDate.parse(old.toUpperCase(Locale.ROOT), NOW)).hasValue(near);
  }

  private static String in(String form, Instant instant) {
    return DateTimeFormatter.ofPattern(form, Locale.US).format(instant.atOffset(ZoneOffset.UTC));
  }

  private static void damagedDates(Random random) {
    StringBuilder date = new StringBuilder(HttpDate.format(NOW.plusSeconds(random.nextInt())));
    for (int left = random.nextInt(4); left > 0 && date.length() > 0; left--) {
      int at = random.nextInt(date.length());
      date.replace(at, at + random.nextInt(2), random.nextBoolean() ? "" : Fuzz.text(random));
    }
    Optional<Instant> read = HttpDate.parse(date.toString(), NOW);
    read.ifPresent(
        instant -> assertThat(HttpDate.parse(HttpDate.format(instant), NOW)).hasValue(instant));
    HttpDate.parse(Fuzz.text(random), NOW).ifPresent(instant -> assertThat(instant).isNotNull());
  }

  private static void codings(Random random) {
    String sent = Fuzz.text(random) + Fuzz.oneOf(random, List.of("", ",gzip", ", br;q=0", "*;q=1"));
    String normalized = AcceptEncoding.normalized(sent);
    assertThat(AcceptEncoding.normalized(normalized)).isEqualTo(normalized);
    assertThat(List.of(normalized.split(","))).isSubsetOf("", "br", "deflate", "gzip", "zstd");
    assertThat(normalized.contains("gzip")).isEqualTo(AcceptEncoding.acceptsGzip(sent));
  }

  private static void entityTags(Random random) {
    List<String> tags = new ArrayList<>();
    StringBuilder list = new StringBuilder();
    for (int left = random.nextInt(6); left > 0; left--) {
      String tag = (random.nextBoolean() ? "W/" : "") + '"' + opaque(random) + '"';
      tags.add(tag);
      list.append(Fuzz.oneOf(random, List.of("", " ", "\t", ",", " , "))).append(tag);
      list.append(Fuzz.oneOf(random, List.of(",", " ,", ", ", ",,")));
    }
    assertThat(EntityTag.parseList(list.toString()).stream().map(EntityTag::text))
        .containsExactlyElementsOf(tags);
    for (EntityTag tag : EntityTag.parseList(Fuzz.text(random))) {
      assertThat(EntityTag.parse(tag.text())).hasValue(tag);
    }
  }

  private static String opaque(Random random) {
    return Fuzz.text(random)
        .chars()
        .filter(c -> c > ' ' && c != '"' && c != 0x7f)
        .mapToObj(c -> String.valueOf((char) c))
        .collect(Collectors.joining());
  }

  private static void queries(Random random) {
    String raw = Fuzz.text(random);
    String form = CanonicalQuery.of(raw, IGNORED);
    assertThat(CanonicalQuery.of(form, IGNORED)).isEqualTo(form);
    List<String> parameters = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      parameters.add("p" + i + Fuzz.oneOf(random, List.of("", "=", "=1", "=%20", "=a+b")));
    }
    String sorted = CanonicalQuery.of(String.join("&", parameters), IGNORED);
    parameters.add(Fuzz.oneOf(random, List.of("utm_x=1", "gclid", "", "%75tm_y")));
    Collections.shuffle(parameters, random);
    assertThat(CanonicalQuery.of(String.join("&", parameters), IGNORED)).isEqualTo(sorted);
  }

  private static void differentQueries(Random random) {
    List<String> one = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      one.add(Fuzz.word(random) + Fuzz.oneOf(random, List.of("", "=", "=1", "=2", "=1;a")));
    }
    List<String> other = new ArrayList<>(one);
    int at = random.nextInt(other.size());
    String old =
        other.set(at, one.get(at) + Fuzz.oneOf(random, List.of("x", "=", "%00", ";", "+")));
    assertThat(CanonicalQuery.of(String.join("&", one), IGNORED))
        .as("%s changed", old)
        .isNotEqualTo(CanonicalQuery.of(String.join("&", other), IGNORED));
  }

  private static void paths(Random random) {
    StringBuilder path = new StringBuilder();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      path.append('/').append(Fuzz.word(random)).append(random.nextBoolean() ? ".x" : "%c3%a9");
    }
    assertThat(SuspiciousPath.find(path.toString())).as("%s", path).isEmpty();
    String bad =
        Fuzz.oneOf(
            random,
            List.of(
                ";", "\\", "//", "/./", "/../", "%2f", "%2F", "%5c", "%2e", "%00", "%0a", "%0d",
                "%23", "%3b", "%3f", "%25", "#", "\u0001", "\u00e9", "%c3", "%", "%61", "%ff"));
    int slash = path.lastIndexOf("/");
    path.insert(bad.startsWith("/") ? slash : slash + 1, bad);
    assertThat(SuspiciousPath.find(path.toString())).as("%s", path).isPresent();
    assertThat(SuspiciousPath.find(Fuzz.text(random))).isNotNull();
  }

  private static void keys(Random random) {
    PageAddress one = address(random);
    PageAddress same =
        new PageAddress(
            one.scheme().toUpperCase(Locale.ROOT),
            one.host(),
            one.port(),
            one.contextPath(),
            one.rawPath(),
            one.query());
    assertThat(PageKey.of(same)).isEqualTo(PageKey.of(one));
    PageAddress other = random.nextBoolean() ? changed(random, one) : moved(random, one);
    if (!other.equals(one)) {
      assertThat(PageKey.of(other)).as("%s and %s", one, other).isNotEqualTo(PageKey.of(one));
    }
    assertThat(PageKey.of(one).orElse("").length()).isLessThanOrEqualTo(PageKey.MAX_LENGTH);
  }

  private static PageAddress address(Random random) {
    return new PageAddress(
        random.nextBoolean() ? "http" : "https",
        Fuzz.text(random),
        random.nextInt(65_536),
        random.nextBoolean() ? "" : "/" + Fuzz.text(random),
        "/" + Fuzz.text(random),
        query(random));
  }

  private static @Nullable String query(Random random) {
    return random.nextInt(3) == 0 ? null : random.nextInt(3) == 0 ? "" : Fuzz.text(random);
  }

  /** Returns an address that differs in one part. */
  private static PageAddress changed(Random random, PageAddress a) {
    String text = Fuzz.text(random);
    return switch (random.nextInt(5)) {
      case 0 ->
          new PageAddress(a.scheme(), text, a.port(), a.contextPath(), a.rawPath(), a.query());
      case 1 ->
          new PageAddress(
              a.scheme(), a.host(), a.port() + 1, a.contextPath(), a.rawPath(), a.query());
      case 2 -> new PageAddress(a.scheme(), a.host(), a.port(), text, a.rawPath(), a.query());
      case 3 -> new PageAddress(a.scheme(), a.host(), a.port(), a.contextPath(), text, a.query());
      default ->
          new PageAddress(
              a.scheme(), a.host(), a.port(), a.contextPath(), a.rawPath(), query(random));
    };
  }

  /** Returns an address whose parts are the same text, cut elsewhere. */
  private static PageAddress moved(Random random, PageAddress a) {
    String all = a.contextPath() + a.rawPath() + (a.query() == null ? "" : a.query());
    int first = random.nextInt(all.length() + 1);
    int second = first + random.nextInt(all.length() - first + 1);
    String query = second == all.length() && random.nextBoolean() ? null : all.substring(second);
    return new PageAddress(
        a.scheme(),
        a.host(),
        a.port(),
        all.substring(0, first),
        all.substring(first, second),
        query);
  }

  private static void names(Random random) {
    String prefix = Fuzz.word(random);
    String name = Fuzz.word(random);
    NamePatterns patterns = NamePatterns.of(List.of(prefix + "*", name));
    for (String tried :
        List.of(prefix, prefix + Fuzz.text(random), name, name + "x", Fuzz.text(random))) {
      assertThat(patterns.matches(tried)).isEqualTo(tried.startsWith(prefix) || tried.equals(name));
    }
  }

  private static void patterns(Random random) {
    try {
      assertThat(PathPattern.of(Fuzz.text(random)).matches(Fuzz.text(random))).isIn(true, false);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("path '");
    }
    List<String> segments = new ArrayList<>();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      segments.add(random.nextInt(3) == 0 ? "*" : Fuzz.oneOf(random, List.of("a", "b", "cc")));
    }
    boolean rest = random.nextBoolean();
    String text = "/" + String.join("/", segments);
    String regex = text.replace("*", "[^/]+") + (rest ? "(/.*)?" : "");
    StringBuilder path = new StringBuilder();
    for (int left = random.nextInt(5); left > 0; left--) {
      path.append('/').append(Fuzz.oneOf(random, List.of("a", "b", "cc", "")));
    }
    if (!text.equals("/*")) {
      assertThat(PathPattern.of(text + (rest ? "/**" : "")).matches(path.toString()))
          .as("%s in %s", path, text)
          .isEqualTo(path.toString().matches(regex));
    }
  }

  private static void hosts(Random random) {
    String domain = Fuzz.word(random) + ".test";
    HostPatterns patterns = HostPatterns.of(List.of("*." + domain, domain + ":8080"));
    int port = random.nextBoolean() ? 8080 : 80;
    assertThat(patterns.allows(domain.toUpperCase(Locale.ROOT), port)).isEqualTo(port == 8080);
    assertThat(patterns.allows(Fuzz.word(random) + "." + domain, port)).isTrue();
    assertThat(patterns.allows(Fuzz.word(random) + domain, 80)).isFalse();
    assertThat(patterns.allows(domain + Fuzz.word(random), port)).isFalse();
    try {
      assertThat(HostPatterns.of(List.of(Fuzz.text(random))).allows(Fuzz.text(random), 1))
          .isIn(true, false);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("host '");
    }
  }

  private static void conditions(Random random) {
    HttpFields.Builder fields = HttpFields.builder();
    for (String name : List.of("ETag", "Last-Modified", "Date", "Age", "Expires", "Vary")) {
      fields.add(name, Fuzz.text(random));
    }
    ResponseFacts response = new ResponseFacts(200, fields.build(), NOW);
    String condition = Fuzz.text(random);
    Validators validators = Validators.of(response);
    assertThat(new Conditions(condition, null).evaluate("POST", validators, NOW))
        .isEqualTo(Conditions.Outcome.FULL);
    assertThat(new Conditions("*", condition).evaluate("GET", validators, NOW))
        .isEqualTo(Conditions.Outcome.NOT_MODIFIED);
    assertThat(new Conditions(condition, condition).evaluate("GET", validators, NOW)).isNotNull();
  }
}
