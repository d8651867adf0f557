// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathPatternTest {
  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "/about, /about, true",
    "/about, /about/, false",
    "/about, /About, false",
    "/about, /about/us, false",
    "/about, /ab, false",
    "/about/, /about/, true",
    "/about/, /about, false",
    "/, /, true",
    "/, /a, false",
    "/*, /, true",
    "/*, /a/b.html, true",
    "/**, /, true",
    "/**, /a/b/c, true",
    "/product/*, /product/1, true",
    "/product/*, /product/%C3%A9, true",
    "/product/*, /product/, false",
    "/product/*, /product, false",
    "/product/*, /product/1/, false",
    "/product/*, /product/1/reviews, false",
    "/product/*, /products/1, false",
    "/product/*/reviews, /product/1/reviews, true",
    "/product/*/reviews, /product/1/2/reviews, false",
    "/product/*/reviews, /product//reviews, false",
    "/*/about, /de/about, true",
    "/*/about, /about, false",
    "/catalog/**, /catalog, true",
    "/catalog/**, /catalog/, true",
    "/catalog/**, /catalog/a/b, true",
    "/catalog/**, /catalogue, false",
    "/catalog/**, /x/catalog/a, false",
    "/a/*/c/**, /a/b/c/d/e, true",
    "/a/*/c/**, /a/b/d, false",
    "*.html, /a.html, true",
    "*.html, /a/b.html, true",
    "*.html, /a.html/b, false",
    "*.html, /a.HTML, false",
    "*.html, /ahtml, false",
    "/caf%C3%A9, /caf%C3%A9, true",
    "/caf\u00e9, /caf\u00e9, true",
  })
  void matches_followsTheForms(String pattern, String path, boolean matches) {
    assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(matches);
  }

  @Test
  void order_putsTheMostSpecificFirst() {
    List<String> expected =
        List.of(
            "/a/b/c",
            "/about",
            "/product/*/reviews/new",
            "/a/b/*",
            "/a/b/**",
            "/a/*/c",
            "/a/*",
            "/a/**",
            "*.min.js",
            "*.js",
            "/*/*",
            "/*",
            "/**");
    List<PathPattern> patterns = new ArrayList<>(expected.stream().map(PathPattern::of).toList());
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(patterns, random);
      patterns.sort(PathPattern.MOST_SPECIFIC_FIRST);
      assertThat(patterns.stream().map(PathPattern::toString)).containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``          | starts neither with / nor with *.",
        "catalog/**  | starts neither with / nor with *.",
        "**          | starts neither with / nor with *.",
        "*           | starts neither with / nor with *.",
        "/a*         | has a star beside other characters or ** before its end",
        "/a/*.html   | has a star beside other characters or ** before its end",
        "/**/a       | has a star beside other characters or ** before its end",
        "/a/***      | has a star beside other characters or ** before its end",
        "*.          | is not the ending of a file name",
        "*.a/b       | is not the ending of a file name",
        "*.*         | is not the ending of a file name",
        "*.a;b       | has a character that is in no path",
        "/a;b        | has a character that is in no path",
        "/a?b        | has a character that is in no path",
        "/a\\b      | has a character that is in no path",
        "/a b        | has a character that is in no path",
      })
  void pattern_isRefused_whenWrong(String pattern, String what) {
    assertThatThrownBy(() -> PathPattern.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "path '%s' %s, allowed are /about, /product/*, /product/*/reviews, /catalog/**,"
                + " *.html and /*",
            pattern, what);
  }
}
