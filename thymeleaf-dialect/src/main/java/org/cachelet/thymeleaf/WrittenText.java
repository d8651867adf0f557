// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.cachelet.cache.FragmentText;
import org.cachelet.cache.HoleFiller;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.util.IWritableCharSequence;

/**
 * Fragments on their way to the output: written as they are, with no copy of their text. Used by
 * one request.
 */
final class WrittenText implements IWritableCharSequence {
  private final List<FragmentText> texts;
  private final HoleFiller filler;
  private @Nullable String whole;

  WrittenText(List<FragmentText> texts, HoleFiller filler) {
    this.texts = texts;
    this.filler = filler;
  }

  @Override
  public void write(Writer out) throws IOException {
    if (whole != null) {
      out.write(whole);
      return;
    }
    for (FragmentText text : texts) {
      text.writeTo(out, filler);
    }
  }

  /** Returns the text in one piece, for those who look at it instead of writing it. */
  @Override
  public String toString() {
    String there = whole;
    if (there == null) {
      StringWriter out = new StringWriter();
      try {
        write(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      there = out.toString();
      whole = there;
    }
    return there;
  }

  @Override
  public int length() {
    return toString().length();
  }

  @Override
  public char charAt(int index) {
    return toString().charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return toString().subSequence(start, end);
  }
}
