// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheGroupsTest {
  @ParameterizedTest
  @CsvSource(
      value = {
        "\"a\"                   | a      | RFC 9875 section 2",
        "\"a\", \"b\"            | a b    | RFC 9651 section 3.1",
        "\"a\"\t ,\t\"b\"  ,\"c\" | a b c | RFC 9651 section 4.2.1",
        "  \"a\"  | a      | RFC 9651 section 4.2",
        "\"a\", \"a\"            | a      | RFC 9875 section 2",
        "\"A\", \"a\"            | A a    | RFC 9875 section 2.1, with regard to case",
        "\"q\\\"\\\\\"           | q\"\\  | RFC 9651 section 4.2.5",
        "\"a\";p, \"b\"          | a b    | RFC 9875 section 2, parameters are ignored",
        "\"a\";p=1; *q.r-s_t=-1.5;p=?0;x=tok:/n;y=:YQ==:;z=@-1;s=\"t,\" | a | RFC 9651 section 4.2.3",
        "\"a\";d=%\"f%c3%bc\"    | a      | RFC 9651 section 4.2.10",
      },
      delimiter = '|',
      quoteCharacter = '\u0001',
      ignoreLeadingAndTrailingWhitespace = true)
  void names_areRead(String field, String names, String section) {
    assertThat(CacheGroups.parse(List.of(field))).as(section).containsExactly(names.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "a, \"b\"",
        "\"b\", a",
        "\"a",
        "\"a\\",
        "\"a\\b\"",
        "\"a\" \"b\"",
        "\"a\",",
        "\"a\", ",
        ",\"a\"",
        "\"a\",,\"b\"",
        "(\"a\")",
        "\"ü\"",
        "\"a\tb\"",
        "1, \"a\"",
        "\"a\";",
        "\"a\";P",
        "\"a\";p=",
        "\"a\" ;p",
        "\"a\";p=1.",
        "\"a\";p=1.2345",
        "\"a\";p=1234567890123.1",
        "\"a\";p=1234567890123456",
        "\"a\";p=-",
        "\"a\";p=@1.0",
        "\"a\";p=?2",
        "\"a\";p=:a",
        "\"a\";p=:a b:",
        "\"a\";p=%\"%C3\"",
        "\"a\";p=%\"%c\"",
        "\"a\";p=%\"%c3\"", // not UTF-8
        "\"a\";p=%",
        "\"a\";p=(1)",
        "\t\"a\"",
      })
  void field_isIgnoredAsAWhole_whenItIsMalformedOrHasOtherMembers(String field) {
    assertThat(CacheGroups.parse(List.of(field))).as("RFC 9651 section 4.2").isEmpty();
  }

  @Test
  void lines_areOneList() {
    assertThat(CacheGroups.parse(List.of())).isEmpty();
    assertThat(CacheGroups.parse(List.of("\"a\"", "\"b\"")))
        .as("RFC 9651 section 4.2")
        .containsExactly("a", "b");
    assertThat(CacheGroups.parse(List.of("\"a\"", "b"))).isEmpty();
    assertThat(CacheGroups.parse(List.of("\"\""))).containsExactly("");
  }

  @Test
  void names_mayBeManyAndLong() {
    List<String> names =
        IntStream.range(0, 500).mapToObj(i -> "x".repeat(300) + i).collect(Collectors.toList());
    String field = names.stream().map(n -> '"' + n + '"').collect(Collectors.joining(", "));
    assertThat(CacheGroups.parse(List.of(field)))
        .as("RFC 9875 section 2: at least 32 of 32 characters")
        .containsExactlyElementsOf(names);
  }
}
