// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import java.io.PrintWriter;
import java.util.Locale;

/** The writer of a {@link SessionResponse}. What it writes is what the container would write. */
final class SavingWriter extends PrintWriter {
  private static final int ASCII = 0x80;
  private static final int TWO_BYTES = 0x800;
  private static final int MOST_BYTES = 4;

  private final PrintWriter target;
  private final SessionResponse response;
  private final boolean isUtf8;
  private final boolean isSingle;

  SavingWriter(PrintWriter target, SessionResponse response, String charset) {
    super(target);
    this.target = target;
    this.response = response;
    String name = charset.toUpperCase(Locale.ROOT);
    isUtf8 = name.equals("UTF-8");
    isSingle = name.startsWith("ISO-8859") || name.equals("US-ASCII");
  }

  @Override
  public void write(int c) {
    response.writing(bytesOf((char) c));
    target.write(c);
  }

  @Override
  public void write(char[] chars, int offset, int length) {
    long bytes = 0;
    for (int i = offset; i < offset + length; i++) {
      bytes += bytesOf(chars[i]);
    }
    response.writing(bytes);
    target.write(chars, offset, length);
  }

  @Override
  public void write(String text, int offset, int length) {
    long bytes = 0;
    for (int i = offset; i < offset + length; i++) {
      bytes += bytesOf(text.charAt(i));
    }
    response.writing(bytes);
    target.write(text, offset, length);
  }

  /** Returns how many bytes a character takes; at most, in rare character sets. */
  private int bytesOf(char c) {
    if (isSingle) {
      return 1;
    }
    if (!isUtf8) {
      return MOST_BYTES;
    }
    if (c < ASCII) {
      return 1;
    }
    return c < TWO_BYTES || Character.isSurrogate(c) ? 2 : 3;
  }

  /** Lets the container choose how lines end. */
  @Override
  public void println() {
    response.writing(2);
    target.println();
  }

  @Override
  public void flush() {
    response.committing();
    target.flush();
  }

  @Override
  public void close() {
    response.committing();
    target.close();
  }

  @Override
  public boolean checkError() {
    response.committing();
    return target.checkError();
  }
}
