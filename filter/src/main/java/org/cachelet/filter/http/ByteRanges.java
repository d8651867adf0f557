// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a body that a Range field asks for (RFC 9110 section 14.2). A field that cannot be
 * read, that has another unit, or that asks for more than is reasonable is ignored, as the section
 * allows.
 *
 * @param outcome what the field comes to
 * @param parts what to send, in the order asked for; parts that touch each other are one; empty
 *     unless the outcome is {@link Outcome#PARTIAL}
 */
public record ByteRanges(Outcome outcome, List<ByteRange> parts) {
  /** So many ranges are read at most; nobody who wants a page asks for more. */
  private static final int MOST_READ = 100;

  /** So many parts are sent at most. */
  private static final int MOST_SENT = 16;

  private static final String UNIT = "bytes=";
  private static final int NO_DIGITS = -1;
  private static final int WRONG = -2;

  private static final ByteRanges WHOLE = new ByteRanges(Outcome.WHOLE, List.of());
  private static final ByteRanges UNSATISFIABLE = new ByteRanges(Outcome.UNSATISFIABLE, List.of());

  /** What a field comes to. */
  public enum Outcome {
    /** It is ignored: 200. */
    WHOLE,
    /** There are such parts: 206. */
    PARTIAL,
    /** The body has none of them: 416. */
    UNSATISFIABLE
  }

  /** Copies the parts. */
  public ByteRanges {
    parts = List.copyOf(parts);
  }

  /**
   * Returns what a field asks for of a body.
   *
   * @param field the Range field, several lines joined by commas
   * @param length the length of the body; an empty one has no parts to speak of
   */
  public static ByteRanges of(String field, int length) {
    boolean ours = field.regionMatches(true, 0, UNIT, 0, UNIT.length()); // 14.1: without case
    if (!ours || length == 0) {
      return WHOLE;
    }
    String[] specs = field.substring(UNIT.length()).split(",", MOST_READ + 1);
    if (specs.length > MOST_READ) {
      return WHOLE;
    }
    List<ByteRange> satisfiable = new ArrayList<>();
    int asked = 0;
    for (String spec : specs) {
      String range = spec.strip();
      if (!range.isEmpty()) { // RFC 9110 section 5.6.1.2: empty members are ignored
        asked++;
        if (!read(range, length, satisfiable)) {
          return WHOLE;
        }
      }
    }
    return asked == 0 ? WHOLE : of(satisfiable, length);
  }

  private static ByteRanges of(List<ByteRange> satisfiable, int length) {
    if (satisfiable.isEmpty()) {
      return UNSATISFIABLE;
    }
    long sum = satisfiable.stream().mapToLong(ByteRange::length).sum();
    if (sum > length) { // RFC 9110 section 14.2: more than the whole, by overlaps
      return WHOLE;
    }
    List<ByteRange> parts = merged(satisfiable);
    return parts.size() > MOST_SENT ? WHOLE : new ByteRanges(Outcome.PARTIAL, parts);
  }

  /** Adds the range that a text names, if the body has it; returns whether it is one. */
  private static boolean read(String text, int length, List<ByteRange> satisfiable) {
    int dash = text.indexOf('-');
    int first = dash < 0 ? WRONG : position(text.substring(0, dash));
    int last = dash < 0 ? WRONG : position(text.substring(dash + 1));
    if (first == WRONG || last == WRONG || (first == NO_DIGITS && last == NO_DIGITS)) {
      return false;
    }
    if (first != NO_DIGITS && last != NO_DIGITS && isDescending(text, dash, first, last)) {
      return false; // RFC 9110 section 14.1.1: invalid
    }
    ByteRange range = range(first, last, length);
    if (range != null) {
      satisfiable.add(range);
    }
    return true;
  }

  /** Returns whether the last position is before the first, also where both are cut. */
  private static boolean isDescending(String text, int dash, int first, int last) {
    if (first < Integer.MAX_VALUE || last < Integer.MAX_VALUE) {
      return last < first;
    }
    BigInteger uncut = new BigInteger(text.substring(0, dash));
    return new BigInteger(text.substring(dash + 1)).compareTo(uncut) < 0;
  }

  /** Returns the range; null if the body has no byte of it. */
  private static @Nullable ByteRange range(int first, int last, int length) {
    if (first == NO_DIGITS) { // so many from the end
      return last == 0 ? null : new ByteRange(Math.max(0, length - last), length - 1);
    }
    int end = last == NO_DIGITS ? length - 1 : Math.min(last, length - 1);
    return first >= length ? null : new ByteRange(first, end);
  }

  private static int position(String digits) {
    if (digits.isEmpty()) {
      return NO_DIGITS;
    }
    long number = CacheControl.deltaSeconds(digits).orElse(WRONG);
    return (int) Math.min(number, Integer.MAX_VALUE);
  }

  /** Returns the ranges, those that overlap or touch as one (RFC 9110 section 15.3.7.2). */
  private static List<ByteRange> merged(List<ByteRange> ranges) {
    List<ByteRange> merged = new ArrayList<>();
    for (ByteRange range : ranges) {
      ByteRange grown = range;
      int place = merged.size();
      for (int i = merged.size() - 1; i >= 0; i--) {
        if (merged.get(i).touches(grown)) {
          grown = grown.with(merged.remove(i));
          place = i;
        }
      }
      merged.add(Math.min(place, merged.size()), grown);
    }
    return merged;
  }
}
