// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms in which pages write a text. */
final class SecretSearchTest {
  private static final String TOKEN = "a1+B2/c3='\"<d4";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a1+B2/c3='\"<d4", // plain
        "a1+B2/c3=&#39;&quot;&lt;d4", // HTML
        "a1&#43;B2&#x2f;c3&#x3D;&apos;&#34;&#060;d4",
        "a1&plus;B2&sol;c3&equals;&#39;&quot;&lt;d4",
        "a1%2BB2%2Fc3%3D%27%22%3Cd4", // URL
        "a1%2bB2/c3%3d'%22%3cd4",
        "a1+B2\\/c3=\\'\\\"\\x3Cd4", // JavaScript
        "a1\\u002bB2\\u002Fc3\\u003d\\u0027\\u0022\\u003cd4",
        "%611%2BB2/c3=\\x27&quot;<\\u00644", // all in turn
      })
  void text_isFound_inEachForm(String written) {
    String page = "<input value=\"" + written + "\">";
    assertThat(find(TOKEN, page, UTF_8)).isEqualTo(14);
    assertThat(find(TOKEN, page.replace("c3", "c4"), UTF_8)).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a&amp;b%c\\d", // as it is
        "a&amp;amp;b%c\\d", // HTML
        "a%26amp%3Bb%25c%5Cd", // URL
        "a\\u0026amp;b%c\\\\d", // JavaScript
        "a&#38;amp;b&#37;c&#92;d",
      })
  void charactersThatBeginEscapes_areFound_plainAndEscaped(String written) {
    assertThat(find("a&amp;b%c\\d", "<p>" + written, UTF_8)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "Zoë, 0", // in the charset of the page
    "Zo&euml;, 0",
    "Zo&#235;, 0",
    "Zo%C3%AB, 0",
    "Zo%EB, 0", // a form in Latin-1
    "Zo\\u00eb, 0",
    "Zoe, -1",
    "Zo&amp;, -1",
    "xZoë, -1", // whole words only
    "Zoëx, -1",
    "(Zoë), 1",
    "user%20Zoë, 7",
    "\\nZoë, 2",
    "user=Zoë;, 5",
  })
  void name_isFound_asAWholeWord(String page, int offset) {
    for (Charset charset : List.of(UTF_8, ISO_8859_1)) {
      boolean latin = page.contains("%EB") && charset != ISO_8859_1;
      Secret name = new Secret("name", "Zoë", Secret.Extent.WHOLE_WORD);
      int found =
          new SecretSearch(List.of(name), charset)
              .in(page.getBytes(charset))
              .map(SecretSearch.Match::offset)
              .orElse(-1);
      assertThat(found).as(charset.name()).isEqualTo(latin ? -1 : offset);
    }
  }

  @Test
  void textAtTheEnd_isFound_andACutOneIsNot() {
    for (int length = 0; length < TOKEN.length(); length++) {
      assertThat(find(TOKEN, "%" + TOKEN.substring(0, length), UTF_8)).isEqualTo(-1);
      assertThat(find(TOKEN, TOKEN.substring(0, length) + "\\u", UTF_8)).isEqualTo(-1);
      assertThat(find(TOKEN, TOKEN.substring(0, length) + "&#", UTF_8)).isEqualTo(-1);
    }
    assertThat(find(TOKEN, "&" + TOKEN, UTF_8)).isEqualTo(1);
  }

  @Test
  void numberThatIsNoCharacter_isNotFound() {
    assertThat(find("abc", "&#4294967393;bc", UTF_8)).isEqualTo(-1); // 2^32 more than that of a
    assertThat(find("abc", "&#x100000061;bc", UTF_8)).isEqualTo(-1);
  }

  @Test
  void rowOfBackslashes_isFound_orTakesSoLongThatItCountsAsFound() {
    String page = "\\".repeat(2_000);
    assertThat(find("\\".repeat(500) + "!", page + "!", UTF_8)).isNotNegative();
    assertThat(find("\\".repeat(500) + "!", page, UTF_8)).isNotNegative();
    assertThat(find("\\".repeat(5) + "!", page, UTF_8)).isEqualTo(-1);
  }

  @Test
  void firstOfSeveral_isTold() {
    SecretSearch search = new SecretSearch(List.of(secret("one-one"), secret("two-two")), UTF_8);
    assertThat(search.in("x two-two one-one".getBytes(UTF_8)))
        .get()
        .satisfies(match -> assertThat(match.secret().what()).isEqualTo("secret"))
        .extracting(SecretSearch.Match::offset)
        .isEqualTo(2);
  }

  private static int find(String text, String page, Charset charset) {
    return new SecretSearch(List.of(secret(text)), charset)
        .in(page.getBytes(charset))
        .map(SecretSearch.Match::offset)
        .orElse(-1);
  }

  private static Secret secret(String text) {
    return new Secret("secret", text, Secret.Extent.ANYWHERE);
  }
}
