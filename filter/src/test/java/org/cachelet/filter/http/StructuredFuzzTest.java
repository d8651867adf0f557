// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Structured fields (RFC 9651) are read back as they were written, and damaged ones do no harm. */
final class StructuredFuzzTest {
  private static final List<String> KEYS =
      List.of("max-age", "s-maxage", "private", "public", "must-understand", "no-store", "*a_.-1");

  @TestFactory
  Stream<DynamicTest> property_holdsForWhateverComes() {
    Map<String, Fuzz.Property> properties = new LinkedHashMap<>();
    properties.put("names of groups are read back", StructuredFuzzTest::groups);
    properties.put("damaged groups are groups or ignored", StructuredFuzzTest::damagedGroups);
    properties.put("targeted directives are read back", StructuredFuzzTest::targeted);
    properties.put("damaged directives are some or ignored", StructuredFuzzTest::damagedTargeted);
    properties.put("both readers refuse the same", StructuredFuzzTest::sameGrammar);
    return Fuzz.tests(properties);
  }

  private static void groups(Random random) {
    Set<String> names = new LinkedHashSet<>();
    List<String> lines = new ArrayList<>();
    for (int left = random.nextInt(5); left > 0; left--) {
      lines.add(groupLine(random, names));
    }
    assertThat(CacheGroups.parse(lines)).as("%s", lines).containsExactlyElementsOf(names);
    lines.add(Fuzz.oneOf(random, List.of("a", "\"a", "\"\\a\"", "\"\u00e9\"", "1", "(\"a\")")));
    assertThat(CacheGroups.parse(lines)).as("%s", lines).isEmpty();
  }

  private static String groupLine(Random random, Set<String> names) {
    List<String> members = new ArrayList<>();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      String name = visible(random);
      names.add(name);
      members.add(quoted(name) + parameters(random));
    }
    String space = Fuzz.oneOf(random, List.of("", " ", "  "));
    return space + String.join(Fuzz.oneOf(random, List.of(",", " , ", "\t,\t")), members) + space;
  }

  private static void damagedGroups(Random random) {
    String line = groupLine(random, new LinkedHashSet<>());
    List<String> lines = List.of(damaged(random, line), random.nextBoolean() ? "\"a\"" : line);
    for (List<String> tried : List.of(lines, List.of(Fuzz.text(random)))) {
      assertThat(CacheGroups.parse(tried))
          .as("%s", tried)
          .allMatch(name -> name.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }
  }

  private static void targeted(Random random) {
    Map<String, Directive> expected = new HashMap<>();
    String field = dictionary(random, expected);
    assertThat(TargetedParser.parse(field))
        .as(field)
        .isEqualTo(expected.isEmpty() ? Optional.empty() : Optional.of(expected));
    String bad = Fuzz.oneOf(random, List.of(",", ", A", ", a=", ", a b", ", a=\"", "\u00e9"));
    assertThat(TargetedParser.parse(field + bad)).as(field).isEmpty();
  }

  private static void damagedTargeted(Random random) {
    String line = damaged(random, dictionary(random, new HashMap<>()));
    for (String tried : List.of(line, Fuzz.text(random))) {
      Map<String, Directive> read = TargetedParser.parse(tried).orElse(Map.of("a", Directive.BARE));
      assertThat(read).as(tried).isNotEmpty();
      assertThat(read.keySet()).allMatch(key -> key.matches("[a-z*][a-z0-9_.*-]*"));
      assertThat(read.values())
          .allMatch(d -> d.seconds() >= 0 && d.seconds() <= CacheControl.MAX_SECONDS)
          .allMatch(d -> d.fields().stream().allMatch(FieldList::isToken));
    }
  }

  /** Writes a dictionary, and what each of its members means. */
  private static String dictionary(Random random, Map<String, Directive> expected) {
    List<String> members = new ArrayList<>();
    for (int left = 1 + random.nextInt(5); left > 0; left--) {
      String key = Fuzz.oneOf(random, KEYS);
      members.add(key + argument(random, key, expected) + parameters(random));
    }
    return String.join(Fuzz.oneOf(random, List.of(",", ", ", " ,\t")), members);
  }

  private static String argument(Random random, String key, Map<String, Directive> expected) {
    switch (random.nextInt(4)) {
      case 0 -> {
        long number = random.nextLong(random.nextBoolean() ? 100 : 1_000_000_000_000_000L);
        long seconds = Math.min(number, CacheControl.MAX_SECONDS);
        expected.put(key, Directive.ofSeconds(seconds));
        return "=" + number;
      }
      case 1 -> {
        Set<String> names = Set.of("a" + random.nextInt(3), "b" + random.nextInt(3));
        expected.put(key, new Directive(0, names));
        return "=" + quoted(String.join(", ", names));
      }
      case 2 -> {
        expected.put(key, Directive.BARE);
        if (key.equals("public") || key.equals("must-understand")) {
          expected.remove(key);
        }
        return "=?0";
      }
      default -> {
        expected.put(key, Directive.BARE);
        String inner =
            Stream.generate(() -> item(random)).limit(2).collect(Collectors.joining(" "));
        return Fuzz.oneOf(random, List.of("", "=?1", "=-5", "=1.5", "=(" + inner + ")"));
      }
    }
  }

  /** One grammar is read in two places: with parameters alone there is no difference. */
  private static void sameGrammar(Random random) {
    String parameters = parameters(random) + parameters(random);
    String tried =
        random.nextBoolean() ? damaged(random, parameters) : parameters + ";a=" + Fuzz.text(random);
    if (tried.indexOf(',') < 0 && !tried.startsWith("=") && tried.startsWith(";")) {
      assertThat(CacheGroups.parse(List.of("\"g\"" + tried)).isEmpty())
          .as(tried)
          .isEqualTo(TargetedParser.parse("a" + tried).isEmpty());
    }
  }

  private static String parameters(Random random) {
    StringBuilder parameters = new StringBuilder();
    for (int left = Math.max(0, random.nextInt(5) - 2); left > 0; left--) {
      parameters.append(Fuzz.oneOf(random, List.of(";", "; "))).append("p*");
      parameters.append(random.nextBoolean() ? "" : "=" + item(random));
    }
    return parameters.toString();
  }

  private static String item(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> quoted(visible(random));
      case 1 -> "" + random.nextLong(-999_999_999_999_999L, 1_000_000_000_000_000L);
      case 2 -> random.nextInt(1_000_000) + "." + random.nextInt(1000);
      case 3 -> Fuzz.oneOf(random, List.of("*", "A:b/c", "t%!#", "?0", "?1", "@-5", "@7"));
      default -> Fuzz.oneOf(random, List.of("::", ":aGk=:", "%\"f%c3%bc\"", "%\"\"", "%\"~\""));
    };
  }

  private static String visible(Random random) {
    return Fuzz.text(random)
        .chars()
        .filter(c -> c >= ' ' && c <= '~')
        .mapToObj(c -> String.valueOf((char) c))
        .collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String damaged(Random random, String text) {
    return new String(Fuzz.damaged(random, text.getBytes(ISO_8859_1)), ISO_8859_1);
  }
}
