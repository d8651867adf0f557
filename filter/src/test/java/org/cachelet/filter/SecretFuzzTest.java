// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cachelet.filter.http.Fuzz;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Secrets are found in each form in which a page may have them, and nowhere else. */
final class SecretFuzzTest {
  private static final Map<Integer, String> NAMES =
      Map.of(
          (int) '&',
          "amp",
          (int) '<',
          "lt",
          (int) '>',
          "gt",
          (int) '"',
          "quot",
          (int) '\'',
          "apos",
          (int) '+',
          "plus",
          (int) '=',
          "equals",
          (int) '/',
          "sol");
  private static final String KNOWN = String.join("|", NAMES.values()) + "|nbsp";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final List<String> NOISE =
      List.of(
          "&",
          "%",
          "\\",
          "&#",
          "\\u",
          "%2",
          ";",
          "a",
          "\\x",
          "&amp;",
          "%25",
          "\\\\",
          "<p>",
          "&#4294967393;");

  @TestFactory
  Stream<DynamicTest> property_holdsForWhateverComes() {
    Map<String, Fuzz.Property> properties = new LinkedHashMap<>();
    properties.put("a planted secret is found in each form", SecretFuzzTest::planted);
    properties.put("a secret is where a naive reader finds it", SecretFuzzTest::naive);
    properties.put("the first of several secrets is found", SecretFuzzTest::several);
    return Fuzz.tests(properties);
  }

  @Test
  void search_endsSoon_whateverRepeats() {
    for (String piece : List.of("\\", "&", "%", "&amp;", "%25", "\\\\", "+", " ", "a")) {
      Secret secret = secret(piece.repeat(600 / piece.length()) + "!");
      byte[] page = piece.repeat(4_000 / piece.length()).getBytes(UTF_8);
      SecretSearch search = new SecretSearch(List.of(secret), UTF_8);
      assertTimeoutPreemptively(SOON, () -> search.in(page), "of " + piece);
    }
  }

  private static void planted(Random random) {
    Charset charset = random.nextBoolean() ? UTF_8 : ISO_8859_1;
    String text = text(random);
    String before = noise(random);
    String page = before + written(random, text, charset) + noise(random);
    Optional<SecretSearch.Match> found = search(page, charset, secret(text));
    assertThat(found).as("%s in %s", text, page).isPresent();
    assertThat(found.orElseThrow().offset())
        .as("%s in %s", text, page)
        .isLessThanOrEqualTo(before.getBytes(charset).length);
  }

  private static void naive(Random random) {
    String text = text(random);
    String page = noise(random) + written(random, text, UTF_8) + noise(random);
    byte[] damaged = Fuzz.damaged(random, page.getBytes(UTF_8));
    Matcher matcher = Pattern.compile(pattern(text)).matcher(new String(damaged, ISO_8859_1));
    assertThat(
            new SecretSearch(List.of(secret(text)), UTF_8)
                .in(damaged)
                .map(SecretSearch.Match::offset))
        .as("%s in %s", text, new String(damaged, ISO_8859_1))
        .isEqualTo(matcher.find() ? Optional.of(matcher.start()) : Optional.empty());
  }

  private static void several(Random random) {
    String page = Fuzz.text(random) + "%31\\x32&#51;" + Fuzz.text(random);
    List<Secret> secrets = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      secrets.add(secret(Fuzz.word(random)));
    }
    secrets.add(secret("123"));
    Secret[] all = secrets.toArray(Secret[]::new);
    int first =
        secrets.stream()
            .flatMap(secret -> search(page, UTF_8, secret).stream())
            .mapToInt(SecretSearch.Match::offset)
            .min()
            .orElse(-1);
    assertThat(search(page, UTF_8, all).map(SecretSearch.Match::offset)).as(page).hasValue(first);
  }

  private static Optional<SecretSearch.Match> search(
      String page, Charset charset, Secret... secrets) {
    return new SecretSearch(List.of(secrets), charset).in(page.getBytes(charset));
  }

  private static Secret secret(String text) {
    return new Secret("secret", text, Secret.Extent.ANYWHERE);
  }

  private static String noise(Random random) {
    return Stream.generate(() -> Fuzz.oneOf(random, NOISE))
        .limit(random.nextInt(6))
        .collect(Collectors.joining());
  }

  private static String text(Random random) {
    String alphabet = "aB1 +&<>\"'=/%\\.-;#\u00e9";
    return random
        .ints(1 + random.nextInt(8), 0, alphabet.length())
        .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
        .collect(Collectors.joining());
  }

  /** Writes each character in a form of its own. */
  private static String written(Random random, String text, Charset charset) {
    return text.chars().mapToObj(c -> written(random, c, charset)).collect(Collectors.joining());
  }

  private static String written(Random random, int c, Charset charset) {
    String plain = Character.toString(c);
    return switch (random.nextInt(9)) {
      case 0 -> percent(plain, random.nextBoolean() ? charset : UTF_8, "%%%02x");
      case 1 -> percent(plain, UTF_8, "%%%02X");
      case 2 -> "&#" + c + ";";
      case 3 -> String.format(random.nextBoolean() ? "&#x%x;" : "&#X%04X;", c);
      case 4 -> String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", c);
      case 5 -> String.format("\\x%02x", c);
      case 6 -> NAMES.containsKey(c) ? "&" + NAMES.get(c) + ";" : c > 127 ? "&eacute;" : plain;
      case 7 -> c == ' ' ? "+" : "\"'/\\".indexOf(c) >= 0 ? "\\" + plain : plain;
      default -> plain;
    };
  }

  private static String percent(String text, Charset charset, String format) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(charset)) {
      encoded.append(String.format(format, octet));
    }
    return encoded.toString();
  }

  /** Returns what matches a text in all forms, in a page of UTF-8 that is read as Latin-1. */
  private static String pattern(String text) {
    return text.chars().mapToObj(SecretFuzzTest::pattern).collect(Collectors.joining());
  }

  private static String pattern(int c) {
    String plain = Character.toString(c);
    List<String> forms = new ArrayList<>();
    forms.add(Pattern.quote(new String(plain.getBytes(UTF_8), ISO_8859_1)));
    forms.add("(?i:" + percent(plain, UTF_8, "%%%02x") + ")");
    forms.add("&#(?=[^;]{1,10};)0*" + c + ";");
    forms.add(String.format("&#[xX](?=[^;]{1,9};)(?i:0*%x);", c));
    forms.add(String.format("\\\\u(?i:%04x)", c));
    forms.add(String.format("\\\\x(?i:%02x)", c));
    if (NAMES.containsKey(c)) {
      forms.add("&" + NAMES.get(c) + ";");
    }
    forms.add(c > 127 ? "&(?!#|(?:" + KNOWN + ");)[^;]{1,11};" : "\\\\" + Pattern.quote(plain));
    if (c == ' ') {
      forms.add("\\+");
    }
    return "(?:" + String.join("|", forms) + ")";
  }
}
