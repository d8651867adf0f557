// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the holes in a text while it is made. A mark is a word of ASCII letters and digits
 * that no text holds which was written before the making began: it has 128 random bits.
 * Thread-safe.
 */
public final class HoleMarks {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BYTES = 16;
  private static final String WORD = "cachelethole";
  private static final int START_LENGTH = WORD.length() + 2 * NONCE_BYTES + 1;
  private static final int LONGEST_NUMBER = 9;
  private static final char END = 'z';

  @GuardedBy("this")
  private final List<Hole> holes = new ArrayList<>();

  /** What each mark begins with; null until it is needed, since most content has no holes. */
  @GuardedBy("this")
  private @Nullable String start;

  private volatile boolean closed;

  HoleMarks() {}

  /** Ends the time of marks: holes that come later have to be filled at once. */
  public void close() {
    closed = true;
  }

  /** Returns whether the time of marks is over. */
  boolean isClosed() {
    return closed;
  }

  /** Returns the mark to write in place of a hole. */
  public synchronized String mark(Hole hole) {
    holes.add(hole);
    return start() + (holes.size() - 1) + END;
  }

  /** Returns what each mark begins with. */
  public synchronized String start() {
    String known = start;
    if (known == null) {
      byte[] nonce = new byte[NONCE_BYTES];
      RANDOM.nextBytes(nonce);
      known = WORD + HexFormat.of().formatHex(nonce) + 'x';
      start = known;
    }
    return known;
  }

  /** Returns the length of the longest mark, in characters. */
  public int longest() {
    return START_LENGTH + LONGEST_NUMBER + 1;
  }

  /** Returns whether there are no holes. */
  public synchronized boolean isEmpty() {
    return holes.isEmpty();
  }

  /** Returns the text with holes in place of the marks. */
  public synchronized FragmentText split(String text) {
    if (holes.isEmpty()) {
      return FragmentText.of(text);
    }
    List<String> texts = new ArrayList<>();
    List<Hole> found = new ArrayList<>();
    int from = 0;
    Pattern pattern = Pattern.compile(start() + "([0-9]{1," + LONGEST_NUMBER + "})" + END);
    for (Matcher mark = pattern.matcher(text); mark.find(); from = mark.end()) {
      texts.add(text.substring(from, mark.start()));
      found.add(holes.get(Integer.parseInt(mark.group(1))));
    }
    texts.add(text.substring(from));
    return new FragmentText(texts, found);
  }
}
