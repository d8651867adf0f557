// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.cachelet.cache.FragmentText;
import org.cachelet.cache.Hole;
import org.cachelet.cache.HoleFiller;
import org.cachelet.cache.HoleMarks;
import org.jspecify.annotations.Nullable;

/**
 * The holes in a body that goes to its client as the application writes it: their marks are
 * replaced on the way. Used by one request.
 */
final class BodyHoles {
  private final HoleMarks marks;
  private final HoleFiller filler;
  private final HttpServletResponse response;
  private BooleanSupplier lengthIsTold = () -> false;
  private String rest = "";
  private @Nullable OutputStream filling;

  BodyHoles(HoleMarks marks, HoleFiller filler, HttpServletResponse response) {
    this.marks = marks;
    this.filler = filler;
    this.response = response;
  }

  /** Says how to find out whether the application has told the length of the body. */
  void lengthIsToldIf(BooleanSupplier told) {
    lengthIsTold = told;
  }

  /** Returns whether no mark was written so far. */
  boolean isEmpty() {
    return marks.isEmpty();
  }

  /** Lets no more marks be written, since what was written is on its way. */
  void close() {
    marks.close();
  }

  /** Returns the stream for a body: the one given, behind one that fills if there are marks. */
  OutputStream before(OutputStream out) {
    if (marks.isEmpty()) {
      return out;
    }
    if (filling == null) {
      if (!response.isCommitted()) {
        if (lengthIsTold.getAsBoolean()) { // of a text with marks; Open Liberty takes -1 for one
          response.setContentLengthLong(-1);
        }
        forbidStoring();
      }
      filling = new Filling(out);
    }
    return filling;
  }

  /**
   * Says over what the application has said that nobody stores the answer: it is one visitor's, and
   * the validators that it may have are of the page without what is filled in.
   */
  private void forbidStoring() {
    for (String name : List.copyOf(response.getHeaderNames())) {
      if (FilledPage.isTargeted(name.toLowerCase(Locale.ROOT))) {
        response.setHeader(name, FilledPage.NOBODY_STORES);
      }
    }
    response.setHeader("Cache-Control", FilledPage.NOBODY_STORES);
  }

  /** Returns whether something is held back, as it may be the beginning of a mark. */
  boolean holdsBack() {
    return !rest.isEmpty();
  }

  /** Writes what is held back, as nothing more comes. */
  void end(OutputStream out) throws IOException {
    out.write(rest.getBytes(ISO_8859_1));
    rest = "";
  }

  /** Returns the first character that may be of a mark that is not complete. */
  private int endOfComplete(String text) {
    String start = marks.start();
    int from = Math.max(0, text.length() - marks.longest());
    for (int i = from; i < text.length(); i++) {
      int length = Math.min(start.length(), text.length() - i);
      if (text.startsWith(start.substring(0, length), i) && text.indexOf('z', i) < 0) {
        return i;
      }
    }
    return text.length();
  }

  /** Replaces marks by what stands in their holes. */
  private final class Filling extends OutputStream {
    private final OutputStream out;

    Filling(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      String text = rest + new String(bytes, offset, length, ISO_8859_1);
      int end = endOfComplete(text);
      rest = text.substring(end);
      FragmentText parts = marks.split(text.substring(0, end));
      out.write(parts.texts().get(0).getBytes(ISO_8859_1));
      for (int i = 0; i < parts.holes().size(); i++) {
        out.write(filled(parts.holes().get(i)));
        out.write(parts.texts().get(i + 1).getBytes(ISO_8859_1));
      }
    }

    private byte[] filled(Hole hole) throws IOException {
      StringWriter text = new StringWriter();
      filler.fill(hole, text);
      return text.toString().getBytes(Charset.forName(response.getCharacterEncoding()));
    }
  }
}
