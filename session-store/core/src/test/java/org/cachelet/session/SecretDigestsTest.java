// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Digests of the secrets of sessions. */
final class SecretDigestsTest {
  private static final String NEW = "a new secret of the site";
  private static final String OLD = "an old secret of the site";

  private static byte[] only(SecretDigests digests, String storage, String secret) {
    List<byte[]> all = digests.of(storage, secret);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void digest_isTheSame_onEachNode() {
    for (List<String> keys : List.of(List.<String>of(), List.of(NEW))) {
      assertThat(only(new SecretDigests(keys), "abc", "def"))
          .hasSize(32)
          .isEqualTo(only(new SecretDigests(keys), "abc", "def"));
    }
  }

  @Test
  void digest_isAnother_forAnotherSessionOrSecret() {
    for (List<String> keys : List.of(List.<String>of(), List.of(NEW))) {
      SecretDigests digests = new SecretDigests(keys);
      byte[] digest = only(digests, "abc", "def");

      assertThat(only(digests, "abcd", "ef")).isNotEqualTo(digest);
      assertThat(only(digests, "abc.", "def")).isNotEqualTo(digest);
      assertThat(only(digests, "abcdef", "")).isNotEqualTo(digest);
      assertThat(only(digests, "", "abcdef")).isNotEqualTo(digest);
      assertThat(only(digests, "abd", "def")).isNotEqualTo(digest);
      assertThat(only(digests, "abc", "deg")).isNotEqualTo(digest);
      assertThat(only(digests, "\ud800", "")).isNotEqualTo(only(digests, "?", ""));
    }
  }

  @Test
  void digest_isMadeWithEachKey_theCurrentFirst() {
    byte[] old = only(new SecretDigests(List.of(OLD)), "abc", "def");
    byte[] current = only(new SecretDigests(List.of(NEW)), "abc", "def");

    assertThat(new SecretDigests(List.of(NEW, OLD)).of("abc", "def")).containsExactly(current, old);
    assertThat(only(new SecretDigests(List.of()), "abc", "def")).isNotIn(old, current);
  }

  /** RFC 5869 section 2, computed by other means: it must stay so, or all sessions end. */
  @Test
  void digest_isNotThatOfAnAttribute_andNeverChanges() {
    SessionKey key = new SessionKey(NEW);
    byte[] bytes = "x".getBytes(StandardCharsets.US_ASCII);

    assertThat(key.digest(bytes)).isNotEqualTo(key.sign(bytes));
    assertThat(key.encryptionKey("a")).hasSize(32).isNotEqualTo(key.encryptionKey("b"));
    assertThat(key.id()).isEqualTo(new SessionKey(NEW).id()).isNotEqualTo(new SessionKey(OLD).id());
    assertThat(HexFormat.of().formatHex(key.id())).isEqualTo("4f789a49");
    assertThat(HexFormat.of().formatHex(key.digest(bytes)))
        .isEqualTo("b867e1f5ab0388675f030e9edc6ca3a62afca8945504f5e318818f3351ba0446");
  }
}
