// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9213 section 2.1 and RFC 9651 section 4.2. */
final class TargetedParserTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "max-age=60|max-age=60",
        "  max-age=60  |max-age=60", // 4.2: spaces around the field
        "max-age=60 ,\t must-revalidate\t|max-age=60 must-revalidate=0", // 4.2.2: OWS
        "max-age=60, max-age=5|max-age=5", // 4.2.2: the last one counts
        "max-age=999999999999999|max-age=2147483648", // 15 digits, RFC 9111 1.2.2
        "max-age=0060|max-age=60",
        "max-age=-60|max-age=0", // restrictive where the type is wrong
        "max-age=60.5|max-age=0",
        "max-age=\"60\"|max-age=0",
        "max-age=sixty|max-age=0",
        "max-age|max-age=0",
        "max-age=60;a;b=?0;c=1.5;d=\"e\";f=g; *h=:aGk=:|max-age=60", // parameters do not count
        "no-store=?1|no-store=0",
        "no-store=?0|no-store=0",
        "public=?1|public=0",
        "public=?0, x|x=0",
        "public, public=?0, x|x=0",
        "must-understand=?0, x|x=0",
        "private=\"A, b\"|private=0[a, b]",
        "private=\"a\\\"\"|private=0",
        "private=(\"a\" b;c 5 ?1)|private=0",
        "x=()|x=0",
        "x=( 1   2 )|x=0",
        "x=*t:/a|x=0",
        "x=::|x=0",
        "x=@-1659578233|x=0",
        "x=%\"f%c3%bc\"|x=0",
        "*a-b_c.d1|*a-b_c.d1=0",
      })
  void parse_readsDictionaries(String text, String directives) {
    assertThat(TargetedParser.parse(text).map(TargetedParserTest::text)).contains(directives);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t",
        "\tmax-age=60",
        ",",
        "max-age=60,",
        "max-age=60,,private",
        ", max-age=60",
        "max-age=60 private",
        "max-age =60",
        "max-age= 60",
        "max-age=",
        "Max-Age=60",
        "1=2",
        "a=9999999999999999", // 16 digits
        "a=1.",
        "a=1.2345",
        "a=1234567890123.4",
        "a=-",
        "a=--1",
        "a=+1",
        "a=60s",
        "a=\"x",
        "a=\"x\\",
        "a=\"\\n\"",
        "a=\"\u00fc\"",
        "a=\"\u0007\"",
        "a='x'",
        "a=?2",
        "a=?",
        "a=(1",
        "a=(1,2)",
        "a=(1\"b\")",
        "a=:a_b:",
        "a=:aGk",
        "a=@1.5",
        "a=@",
        "a=%x",
        "a=%\"%C3%BC\"",
        "a=%\"%c3\"",
        "a;",
        "a;B",
        "a;b=",
        "\u00e4=1",
        "a=\u212a",
        "a\uffff",
      })
  void parse_ignoresTheWholeField_whenItIsNotADictionary(String text) {
    assertThat(TargetedParser.parse(text)).isEqualTo(Optional.empty());
  }

  private static String text(Map<String, Directive> directives) {
    return new TreeMap<>(directives)
        .entrySet().stream()
            .map(e -> e.getKey() + '=' + text(e.getValue()))
            .collect(Collectors.joining(" "));
  }

  private static String text(Directive directive) {
    boolean limited = directive.seconds() == 0 && directive.fields().size() > 1;
    return directive.seconds() + (limited ? directive.fields().toString() : "");
  }
}
