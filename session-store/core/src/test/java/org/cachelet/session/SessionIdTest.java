// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts of clients can be ids that were made here. */
final class SessionIdTest {
  private static final String ID = "abcdefghij-_ABCDEFGHIJKL0123456789abcd";
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]{38}(?:\\.[A-Za-z0-9_.:-]{0,64})?");

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".node1", ".a.b:c-d_e", ".0123456789"})
  void parse_leavesOutTheRoute(String route) {
    SessionId id = SessionId.parse(ID + route).orElseThrow();
    assertThat(id.text()).isEqualTo(ID);
    assertThat(id.storage()).isEqualTo(ID.substring(0, 16));
    assertThat(id.secret()).isEqualTo(ID.substring(16));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "abcdefghij-_ABCDEFGHIJKL0123456789abc",
        "abcdefghij-_ABCDEFGHIJKL0123456789abcde",
        "abcdefghij-_ABCDEFGHIJKL0123456789ab/d",
        "äbcdefghij-_ABCDEFGHIJKL0123456789abcd",
        "abcdefghij-_ABCDEFGHIJKL0123456789abcd;",
        "abcdefghij-_ABCDEFGHIJKL0123456789abcd.no de",
        "abcdefghij-_ABCDEFGHIJKL0123456789abcd.node\n"
      })
  void parse_returnsNothing_whenNoIdOfOursLooksSo(String text) {
    assertThat(SessionId.parse(text)).isEmpty();
  }

  @Test
  void parse_agreesWithTheForm_whateverIsChanged() {
    Random random = new Random(1);
    for (int n = 0; n < 20_000; n++) {
      StringBuilder text = new StringBuilder(ID + (n % 2 == 0 ? ".node" : ""));
      text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
      text.setLength(random.nextInt(text.length() + 1) / 8 * 8 == 0 ? 30 : text.length());
      assertThat(SessionId.parse(text.toString()).isPresent())
          .as("%s", text)
          .isEqualTo(FORM.matcher(text).matches());
    }
  }
}
