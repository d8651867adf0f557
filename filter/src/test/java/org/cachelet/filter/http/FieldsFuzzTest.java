// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Of the fields of responses exactly those change, are left out or select that should. */
final class FieldsFuzzTest {
  private static final List<String> OF_THE_BODY =
      List.of("Content-Encoding", "Content-Length", "Content-Range", "Content-Type");
  private static final List<String> DESCRIBING =
      List.of("Content-Encoding", "Content-Language", "Content-Type", "Last-Modified");
  private static final List<String> OTHERS =
      List.of("Date", "ETag", "Last-Modified", "Cache-Control", "Content-Language", "Vary", "X-A");

  @TestFactory
  Stream<DynamicTest> property_holdsForWhateverComes() {
    Map<String, Fuzz.Property> properties = new LinkedHashMap<>();
    properties.put("a 304 changes no field of the body", FieldsFuzzTest::ofTheBody);
    properties.put("a 304 replaces all other fields that it has", FieldsFuzzTest::others);
    properties.put("a part has all fields but those that describe", FieldsFuzzTest::partial);
    properties.put("names in Vary are read back", FieldsFuzzTest::vary);
    properties.put("what is no name in Vary selects nothing", FieldsFuzzTest::varyOfNoise);
    return Fuzz.tests(properties);
  }

  private static void ofTheBody(Random random) {
    HttpFields stored = fields(random);
    HttpFields fresh = Freshening.of(stored, fields(random));
    for (String name : OF_THE_BODY) {
      assertThat(Freshening.isOfTheBody(spelled(random, name))).isTrue();
      assertThat(fresh.all(name)).as(name).isEqualTo(stored.all(name));
    }
  }

  private static void others(Random random) {
    HttpFields stored = fields(random);
    HttpFields update = fields(random);
    HttpFields fresh = Freshening.of(stored, update);
    boolean tagged = update.first("ETag").flatMap(EntityTag::parse).isPresent();
    for (String name : OTHERS) {
      boolean replaced =
          name.equals("Date") || (name.equals("ETag") ? tagged : update.contains(name));
      assertThat(fresh.all(name)).as(name).isEqualTo((replaced ? update : stored).all(name));
    }
    assertThat(Freshening.of(fresh, update)).as("again").isEqualTo(fresh);
    assertThat(Freshening.of(stored, HttpFields.EMPTY)).isEqualTo(stored.without("Date"));
  }

  private static void partial(Random random) {
    HttpFields stored = fields(random);
    HttpFields left = stored;
    for (String name : DESCRIBING) {
      left = left.without(name);
    }
    assertThat(PartialContent.continued(stored)).isEqualTo(left);
    int length = random.nextInt(Integer.MAX_VALUE);
    assertThat(PartialContent.unsatisfiable(length).first("Content-Range"))
        .hasValue("bytes */" + length);
  }

  private static void vary(Random random) {
    TreeSet<String> names = new TreeSet<>();
    HttpFields.Builder fields = HttpFields.builder();
    for (int left = random.nextInt(5); left > 0; left--) {
      String name = Fuzz.word(random) + Fuzz.oneOf(random, List.of("", "-a", "*", "'", "|"));
      names.add(name.toLowerCase(Locale.ROOT));
      String separated = Fuzz.oneOf(random, List.of("%s", " %s ,", ",\t%s,, X", "x,%s"));
      if (separated.toLowerCase(Locale.ROOT).contains("x")) {
        names.add("x");
      }
      fields.add(spelled(random, "Vary"), String.format(separated, spelled(random, name)));
    }
    Vary vary = Vary.of(fields.build());
    assertThat(vary.names()).containsExactlyElementsOf(names);
    assertThat(vary.selection()).isEqualTo(Vary.Selection.BY_FIELDS);
  }

  private static void varyOfNoise(Random random) {
    String bad = Fuzz.oneOf(random, List.of("*", "a b", "a;q", "\"a\"", "(", "\u00e9", "a=b", "@"));
    HttpFields fields =
        HttpFields.of("Vary", Fuzz.text(random), "Vary", "Cookie, " + bad, "Vary", "a");
    assertThat(Vary.of(fields).selection()).as(bad).isEqualTo(Vary.Selection.NEVER);
    assertThat(Vary.of(fields).names()).contains("a", "cookie").allMatch(FieldList::isToken);
  }

  private static HttpFields fields(Random random) {
    HttpFields.Builder fields = HttpFields.builder();
    for (int left = random.nextInt(9); left > 0; left--) {
      String name = Fuzz.oneOf(random, random.nextBoolean() ? OF_THE_BODY : OTHERS);
      boolean tag = name.equals("ETag") && random.nextBoolean();
      String value = tag ? '"' + Fuzz.word(random) + '"' : Fuzz.text(random);
      fields.add(spelled(random, name), value);
    }
    return fields.build();
  }

  private static String spelled(Random random, String name) {
    return switch (random.nextInt(3)) {
      case 0 -> name.toLowerCase(Locale.ROOT);
      case 1 -> name.toUpperCase(Locale.ROOT);
      default -> name;
    };
  }
}
