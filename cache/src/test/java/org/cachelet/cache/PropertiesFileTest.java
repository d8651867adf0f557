// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PropertiesFileTest {
  @Test
  void lines_haveTheNumberOfTheirKey() throws IOException {
    PropertiesFile file =
        read(
            """
            # a comment, which \\
            a=1

              ! another
            b : 2, \\
               # 3, \\

            c=4
            """);
    assertThat(file.problems()).isEmpty();
    assertThat(file.lines())
        .extracting(SettingLine::where, SettingLine::key, SettingLine::text)
        .containsExactly(
            tuple("f:2", "a", "1"), tuple("f:5", "b", "2, # 3,"), tuple("f:8", "c", "4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=1",
        "a:1",
        "a 1",
        "a = 1",
        "\ta\t1",
        "a",
        "a=",
        "a=b=c",
        "a\\=b=c",
        "a=b\\\\",
        "a=b\\",
        "a=b\\\r\n  c",
        "a=b\\\\\nc=d",
        "a=\\u00e9\\t\u00e9",
        "a=b\\\\\\\n#c",
        "\r\r\na=1\r#b=2"
      })
  void lines_sayWhatPropertiesSays(String text) throws IOException {
    Properties expected = new Properties();
    expected.load(new StringReader(text));
    Properties actual = new Properties();
    read(text).lines().forEach(line -> actual.setProperty(line.key(), line.text()));
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void line_isStripped_alsoOfAByteOrderMark() throws IOException {
    assertThat(read("\uFEFFa=1 \t").lines())
        .containsExactly(new SettingLine("f:1", "a", SettingNotation.DOTTED, "1"));
  }

  @Test
  void problem_namesBothLines_whenAKeyIsRepeated() throws IOException {
    assertThat(read("a=1\nb=2\n\na=1\n").problems())
        .containsExactly("f:4: a is set twice, first in line 1");
  }

  @Test
  void problem_namesTheLine_whenAnEscapeIsMalformed() throws IOException {
    assertThat(read("a=1\nb=C:\\users\n").problems())
        .containsExactly("f:2: \\u stands before something else than four hexadecimal digits");
  }

  private static PropertiesFile read(String text) throws IOException {
    return PropertiesFile.read("f", new StringReader(text));
  }
}
