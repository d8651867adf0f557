// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.cachelet.cache.Tags;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** All spellings of a page have its tag, and no other page or origin has it. */
final class PageUriFuzzTest {
  private static final List<String> HOSTS =
      List.of("a.test", "b.test", "a.test.b.test", "::1", "::2", "127.0.0.1", "localhost");

  @TestFactory
  Stream<DynamicTest> property_holdsForWhateverComes() {
    Map<String, Fuzz.Property> properties = new LinkedHashMap<>();
    properties.put("all spellings of a page have its tags", PageUriFuzzTest::spellings);
    properties.put("other pages have other tags", PageUriFuzzTest::otherPages);
    properties.put("other origins have other tags", PageUriFuzzTest::otherOrigins);
    properties.put("references lead to the page that they name", PageUriFuzzTest::references);
    properties.put("no reference leaves the application", PageUriFuzzTest::noise);
    return Fuzz.tests(properties);
  }

  private static void spellings(Random random) {
    Origin origin = origin(random);
    List<String> segments = segments(random);
    PageUri page = new PageUri(origin, "", '/' + String.join("/", segments));
    PageUri same = new PageUri(spelled(random, origin), "", spelled(random, segments));
    assertThat(same.tag()).as("%s", same).isEqualTo(page.tag());
    assertThat(same.pathTag()).isEqualTo(page.pathTag());
    assertThat(new PageUri(origin, "", page.path())).as("once more").isEqualTo(page);
    assertThat(page.tag().length()).isLessThanOrEqualTo(Tags.MAX_LENGTH);
  }

  private static void otherPages(Random random) {
    Origin origin = origin(random);
    List<String> segments = segments(random);
    List<String> others = new ArrayList<>(segments);
    String more = Fuzz.oneOf(random, List.of("x", "%2F", "%2f..", "%252e", "%C3%A9", "%3B", "%25"));
    if (random.nextBoolean()) {
      others.add(random.nextInt(others.size() + 1), more);
    } else {
      others.set(0, others.get(0) + more);
    }
    PageUri page = new PageUri(origin, "", spelled(random, segments));
    PageUri other = new PageUri(origin, "", spelled(random, others));
    assertThat(other.tag()).as("%s and %s", segments, others).isNotEqualTo(page.tag());
    assertThat(other.pathTag()).isNotEqualTo(page.pathTag());
  }

  private static void otherOrigins(Random random) {
    Origin one = origin(random);
    Origin other = origin(random);
    String path = random.nextBoolean() ? spelled(random, segments(random)) : Fuzz.text(random);
    PageUri page = new PageUri(one, "", path);
    PageUri there = new PageUri(other, "", path);
    assertThat(there.tag().equals(page.tag())).isEqualTo(one.equals(other));
    assertThat(there.pathTag()).isEqualTo(page.pathTag());
    Set<String> groups = Set.of("a", Fuzz.text(random) + "b");
    assertThat(page.groupTags(groups)).hasSize(2).allMatch(t -> t.length() <= Tags.MAX_LENGTH);
    assertThat(Collections.disjoint(page.groupTags(groups), there.groupTags(groups)))
        .as("%s and %s", one, other)
        .isEqualTo(!one.equals(other));
  }

  private static void references(Random random) {
    Origin origin = origin(random);
    PageUri here = new PageUri(origin, "/app", "/app/a/b");
    List<String> segments = segments(random);
    PageUri page = here.inApplication('/' + String.join("/", segments));
    String path = "/app" + spelled(random, segments);
    String end = Fuzz.oneOf(random, List.of("", "?", "?a=/../b", "#//x", "?a#b"));
    String authority = spelled(random, origin).toString().substring(origin.scheme().length() + 1);
    for (String reference :
        List.of(path, authority + path, origin.scheme() + ":" + authority + path, "../.." + path)) {
      assertThat(here.resolve(reference + end)).as(reference + end).hasValue(page);
    }
    Origin other = origin(random);
    assertThat(here.resolve(other + path).isPresent()).isEqualTo(other.equals(origin));
    assertThat(here.resolve("/ap" + path)).isEmpty();
    assertThat(here.resolve(origin.scheme() + "://u@" + authority.substring(2) + path)).isEmpty();
  }

  private static void noise(Random random) {
    PageUri here = new PageUri(origin(random), "/app", "/app/" + Fuzz.text(random));
    String start = Fuzz.oneOf(random, List.of("", "/app", "/app/..", "//", "http://", "../"));
    String reference = start + Fuzz.text(random);
    here.resolve(reference)
        .ifPresent(
            there -> {
              assertThat(there.origin()).as(reference).isEqualTo(here.origin());
              assertThat(there.path()).as(reference).matches("[!-~]+");
              if (!there.equals(here)) { // which may itself be outside
                assertThat(there.path()).as(reference).matches("/app(/.*)?");
              }
            });
  }

  private static Origin origin(Random random) {
    String scheme = random.nextBoolean() ? "http" : "https";
    return new Origin(
        scheme, Fuzz.oneOf(random, HOSTS), Fuzz.oneOf(random, List.of(80, 443, 8080)));
  }

  private static Origin spelled(Random random, Origin origin) {
    String host = origin.host().contains(":") ? '[' + origin.host() + ']' : origin.host();
    return random.nextBoolean()
        ? new Origin(origin.scheme().toUpperCase(Locale.ROOT), host, origin.port())
        : new Origin(origin.scheme(), host.toUpperCase(Locale.ROOT), origin.port());
  }

  /** Returns segments in the spelling that has the fewest encoded characters. */
  private static List<String> segments(Random random) {
    List<String> segments = new ArrayList<>();
    for (int left = 1 + random.nextInt(random.nextInt(8) == 0 ? 60 : 4); left > 0; left--) {
      String rest = Fuzz.oneOf(random, List.of("", "%C3%A9", "%2F", "%25", "~", "...", "%20", "="));
      segments.add(Fuzz.word(random) + rest);
    }
    return segments;
  }

  private static String spelled(Random random, List<String> segments) {
    StringBuilder path = new StringBuilder();
    for (String segment : segments) {
      path.append(Fuzz.oneOf(random, List.of("/", "//", "/./", "/x/../", "/%2e/", "/y;a/%2E%2e/")));
      for (int i = 0; i < segment.length(); i++) {
        boolean encoded = segment.charAt(i) == '%';
        path.append(encoded ? segment.substring(i, i + 3) : spelled(random, segment.charAt(i)));
        i += encoded ? 2 : 0;
      }
      path.append(Fuzz.oneOf(random, List.of("", "", ";jsessionid=1", ";")));
    }
    String text = path.toString();
    return random.nextBoolean() ? text.replace("%C3%A9", "\u00e9") : text.replace("%C3", "%c3");
  }

  private static String spelled(Random random, char c) {
    if (c == '=' || random.nextInt(4) > 0) {
      return String.valueOf(c);
    }
    byte octet = String.valueOf(c).getBytes(UTF_8)[0];
    return String.format(random.nextBoolean() ? "%%%02x" : "%%%02X", octet);
  }
}
