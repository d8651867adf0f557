// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 sections 5.2.2 (directives), 1.2.2 (delta-seconds) and 4.2.1 (malformed ones). */
final class CacheControlTest {
  @ParameterizedTest(name = "{0} -> fresh for {1} s")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "max-age=60                      | 60", // 5.2.2.1
        "MAX-Age=60                      | 60", // 5.2: names without case
        "max-age=\"60\"                  | 60", // 5.2: both forms of arguments
        "public,max-age=60 , a           | 60", // 5.6.1 of RFC 9110
        "a=\"x, max-age=1\", max-age=60  | 60", // a comma in a quoted string
        "max-age=0060                    | 60",
        "max-age=2147483647              | 2147483647",
        "max-age=2147483648              | 2147483648", // 1.2.2
        "max-age=99999999999999999999999 | 2147483648", // 1.2.2: too great a number
        "max-age=60, max-age=5           | 5", // 4.2.1: the smaller of two
        "max-age=5, max-age=60           | 5",
        "max-age=oops                    | 0", // 4.2.1: malformed means stale
        "max-age=60, max-age=oops        | 0",
        "max-age                         | 0",
        "max-age=                        | 0",
        "max-age=\"60                    | 0",
        "max-age=-1                      | 0",
        "max-age=6.5                     | 0",
        "max-age=60s                     | 0",
        "max-age= 60                     | 0", // 5.2: no space around the sign
        "max-age =60                     | 0",
        "max-age=60; private             | 0",
        "max-age='60'                    | 0",
        "max-ages=60                     |", // 5.2.3: unknown
        "s-maxage=60                     |",
        "a=\"x, max-age=60\"             |",
      })
  void maxAge_followsTheRfc(String line, @Nullable Long seconds) {
    OptionalLong maxAge = CacheControl.parse(List.of(line)).maxAge();
    assertThat(maxAge).isEqualTo(optional(seconds));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "private                  | private", // 5.2.2.7
        "Private                  | private", // Django CVE-2026-8404
        "max-age=60,\tPRIVATE     | private",
        "private=\"Set-Cookie\"   | private", // 5.2.2.7: the qualified form as the plain one
        "private=\"A, no-store\"  | private", // not two directives
        "private=\"A, no-store    | private no-store", // never closed: nothing may hide in it
        "private; max-age=1       | private", // known name, rubbish behind it
        "private x                | private",
        "no-store                 | no-store", // 5.2.2.5
        "no-cache                 | no-cache", // 5.2.2.4
        "no-cache=\"Set-Cookie\"  | no-cache", // 5.2.2.4: the qualified form as the plain one
        "no-cache=                | no-cache",
        "public                   | public", // 5.2.2.9
        "must-revalidate          | must-revalidate", // 5.2.2.2
        "proxy-revalidate         | proxy-revalidate", // 5.2.2.8
        "must-understand          | must-understand", // 5.2.2.3
        "x-private, nostore, foo  |", // 5.2.3
        "=private                 |",
      })
  void directives_areFound(String line, @Nullable String directives) {
    assertThat(found(List.of(line))).isEqualTo(directives == null ? "" : directives);
  }

  /** RFC 9111 sections 5.2.2.4 and 5.2.2.7. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "private=\"A, b\"                    | [a, b]",
        "private=A                           | [a]", // the token form
        "PRIVATE=\"a\", no-cache=\"C\"        | [a, c]",
        "no-cache=\"A,,B \"                  | [a, b]",
        "private=\"a\", private=\"b\"         | [a, b]",
        "private, private=\"b\"              | all",
        "no-cache=\"b\", no-cache            | all",
        "private=\"\"                        | all",
        "private=\"a b\"                     | all",
        "private=\"a, b c\"                  | all",
        "private='a'                         | ['a']", // both are token characters
        "private= a                          | all",
        "private=\"a                         | all",
        "no-cache=(a)                        | all",
        "x=\"a\"                             | []",
      })
  void directives_areLimitedToFields(String line, String fields) {
    CacheControl control = CacheControl.parse(List.of(line));
    boolean all = control.isPrivateAtAll() || control.noCacheAtAll();
    assertThat(all ? "all" : control.withheldFields().toString()).isEqualTo(fields);
  }

  /** RFC 9213 section 2.2. */
  @ParameterizedTest(name = "{0} and {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "max-age=1          | max-age=2 | 1",
        "                   | max-age=2 | 2",
        "``                 | max-age=2 | 2", // empty: ignored
        "max-age=           | max-age=2 | 2", // no dictionary: ignored
        "x                  | max-age=2 |", // it is there, and says nothing of it
        "                   |           | 3",
        "max-age=1;p=\"q\", x | `,`     | 1",
        "max-age=\"1\"      | max-age=2 | 0", // of the wrong type
      })
  void directives_areThoseOfTheFirstTargetedField(
      @Nullable String first, @Nullable String second, @Nullable Long maxAge) {
    HttpFields fields = HttpFields.of("Cache-Control", "max-age=3");
    HttpFields withSecond = second == null ? fields : fields.with("CDN-Cache-Control", second);
    HttpFields all = first == null ? withSecond : withSecond.with("Own-Cache-Control", first);
    CacheControl control = CacheControl.of(all, List.of("own-cache-control", "cdn-cache-control"));
    assertThat(control.maxAge()).isEqualTo(optional(maxAge));
    assertThat(control.isTargeted()).isEqualTo(maxAge == null || maxAge != 3);
  }

  @Test
  void targetedField_isReadFromAllItsLines() {
    HttpFields fields =
        HttpFields.of("A", "max-age=1", "Cache-Control", "no-store", "a", "private");
    CacheControl control = CacheControl.of(fields, List.of("a"));
    assertThat(control.maxAge()).hasValue(1);
    assertThat(control.isPrivate()).isTrue();
    assertThat(control.noStore()).isFalse();
  }

  @Test
  void directives_areFoundInEachLine() {
    assertThat(found(List.of("max-age=60", "", "a=\"", "private"))).isEqualTo("private");
  }

  @Test
  void numbers_areReadByName() {
    CacheControl cacheControl =
        CacheControl.parse(
            List.of("s-maxage=1, stale-while-revalidate=2, stale-if-error=3, max-age=4"));
    assertThat(cacheControl.sMaxAge()).hasValue(1);
    assertThat(cacheControl.staleWhileRevalidate()).hasValue(2);
    assertThat(cacheControl.staleIfError()).hasValue(3);
    assertThat(cacheControl.maxAge()).hasValue(4);
  }

  private static OptionalLong optional(@Nullable Long seconds) {
    return seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds);
  }

  private static String found(List<String> lines) {
    CacheControl c = CacheControl.parse(lines);
    String found =
        (c.isPrivate() ? "private " : "")
            + (c.noStore() ? "no-store " : "")
            + (c.noCache() ? "no-cache " : "")
            + (c.isPublic() ? "public " : "")
            + (c.mustRevalidate() ? "must-revalidate " : "")
            + (c.proxyRevalidate() ? "proxy-revalidate " : "")
            + (c.mustUnderstand() ? "must-understand " : "");
    return found.strip();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "must-revalidate          | true", // 5.2.2.2
        "proxy-revalidate         | true", // 5.2.2.8
        "no-cache                 | true", // 5.2.2.4
        "s-maxage=5               | true", // 5.2.2.10
        "max-age=5, public        | false",
        "max-age=5, stale-if-error=9 | false",
      })
  void staleness_isForbidden(String line, boolean forbidden) { // 4.2.4
    assertThat(CacheControl.parse(List.of(line)).forbidsStale()).isEqualTo(forbidden);
  }
}
