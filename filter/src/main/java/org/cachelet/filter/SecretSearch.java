// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Searches bytes for several texts in one pass, also where some of their characters are escaped for
 * HTML, for URLs or for JavaScript. Immutable, hence thread-safe.
 */
final class SecretSearch {
  private static final int BYTES = 256;

  /** So many characters are tried both plain and escaped at a place before it counts as found. */
  private static final int MOST_FORKS = 1_000;

  private static final byte[] ESCAPES = {'%', '&', '\\'};

  private final Charset charset;

  /** What may begin with a byte. */
  private final @Nullable List<Needle>[] byFirst;

  /**
   * Prepares a search.
   *
   * @param charset one in which ASCII characters have their own bytes
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  SecretSearch(List<Secret> secrets, Charset charset) {
    this.charset = charset;
    this.byFirst = (List<Needle>[]) new List[BYTES];
    for (Secret secret : secrets) {
      Needle needle = needle(secret);
      add(needle.characters()[0].plain()[0], needle);
      if (secret.text().charAt(0) == ' ') {
        add((byte) '+', needle);
      }
      for (byte escape : ESCAPES) {
        if (escape != needle.characters()[0].plain()[0]) {
          add(escape, needle);
        }
      }
    }
  }

  /** Returns the first place where one of the texts begins. */
  Optional<Match> in(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      List<Needle> candidates = byFirst[bytes[i] & 0xff];
      if (candidates == null) {
        continue;
      }
      for (Needle needle : candidates) {
        if (needle.isAt(bytes, i)) {
          return Optional.of(new Match(needle.secret(), i));
        }
      }
    }
    return Optional.empty();
  }

  private void add(byte first, Needle needle) {
    List<Needle> candidates = byFirst[first & 0xff];
    if (candidates == null) {
      candidates = new ArrayList<>();
      byFirst[first & 0xff] = candidates;
    }
    candidates.add(needle);
  }

  private Needle needle(Secret secret) {
    return new Needle(
        secret,
        secret
            .text()
            .codePoints()
            .mapToObj(
                c -> {
                  String text = Character.toString(c);
                  return new EscapedCharacter(c, text.getBytes(charset), text.getBytes(UTF_8));
                })
            .toArray(EscapedCharacter[]::new));
  }

  /** A text and where it begins. */
  record Match(Secret secret, int offset) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Needle(Secret secret, EscapedCharacter[] characters) {
    boolean isAt(byte[] bytes, int start) {
      int end = new Attempt(characters, bytes).end(start, 0);
      return end >= 0
          && (secret.extent() == Secret.Extent.ANYWHERE
              || (WordEdge.isBefore(bytes, start) && WordEdge.isAfter(bytes, end)));
    }
  }

  /** The comparison of a text with one place. Used by one thread. */
  private static final class Attempt {
    private final EscapedCharacter[] characters;
    private final byte[] bytes;
    private int forks;

    Attempt(EscapedCharacter[] characters, byte[] bytes) {
      this.characters = characters;
      this.bytes = bytes;
    }

    /** Returns the end of the characters from that one on if they are at a place, else -1. */
    int end(int start, int first) {
      int i = start;
      for (int c = first; c < characters.length && i >= 0; c++) {
        int plain = characters[c].plainEnd(bytes, i);
        int escaped = characters[c].escapedEnd(bytes, i);
        if (plain >= 0 && escaped >= 0) { // as in &amp;, which begins with what it stands for
          if (++forks > MOST_FORKS) { // as in a row of backslashes, where all ways take forever
            return bytes.length;
          }
          int end = end(escaped, c + 1);
          if (end >= 0) {
            return end;
          }
        }
        i = plain >= 0 ? plain : escaped;
      }
      return i;
    }
  }
}
