// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/**
 * The writer that an application writes to while its response is captured.
 *
 * <p>It encodes into the body; if the body turns out at its first character not to be kept, all
 * goes to the container's own writer. It takes no locks, as the writers of containers do not.
 */
final class CaptureWriter extends PrintWriter {
  private final CapturedBody body;
  private final HttpServletResponse target;
  private final CharsetEncoder encoder;
  private final CharBuffer chars = CharBuffer.allocate(2048);
  private final ByteBuffer bytes = ByteBuffer.allocate(4096);
  private @Nullable PrintWriter passing;
  private boolean begun;

  /** Creates a writer that encodes with this charset, what it cannot say as a question mark. */
  CaptureWriter(CapturedBody body, HttpServletResponse target, Charset charset) {
    super(Writer.nullWriter());
    this.body = body;
    this.target = target;
    this.encoder =
        charset
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  @Override
  public void write(int c) {
    write(new char[] {(char) c}, 0, 1);
  }

  @Override
  public void write(char[] text, int offset, int length) {
    if (length == 0 || body.isClosed()) {
      return;
    }
    try {
      PrintWriter other = begin();
      if (other != null) {
        other.write(text, offset, length);
        return;
      }
      int end = offset + length;
      for (int from = offset; from < end; ) {
        int step = room(end - from);
        chars.put(text, from, step);
        from += step;
      }
    } catch (IOException e) {
      setError();
    }
  }

  @Override
  public void write(String text, int offset, int length) {
    if (length == 0 || body.isClosed()) {
      return;
    }
    try {
      PrintWriter other = begin();
      if (other != null) {
        other.write(text, offset, length);
        return;
      }
      int end = offset + length;
      for (int from = offset; from < end; ) {
        int step = room(end - from);
        chars.put(text, from, from + step);
        from += step;
      }
    } catch (IOException e) {
      setError();
    }
  }

  @Override
  public void println() {
    write(System.lineSeparator());
  }

  @Override
  public void println(String text) {
    print(text);
    println();
  }

  @Override
  public void println(Object value) {
    println(String.valueOf(value));
  }

  @Override
  public void flush() {
    try {
      if (body.isClosed()) {
        return;
      }
      drain(false);
      body.stream();
      flushTarget();
    } catch (IOException e) {
      setError();
    }
  }

  @Override
  public void close() {
    try {
      if (body.isClosed()) {
        return;
      }
      end();
      if (passing != null) {
        passing.close();
      } else if (!body.isHeld()) {
        body.out().close();
      }
      body.close();
    } catch (IOException e) {
      setError();
    }
  }

  @Override
  public boolean checkError() {
    boolean failed = super.checkError();
    return passing == null ? failed : passing.checkError() || failed;
  }

  /** Hands over to the body all that was written so far. */
  void drain() throws IOException {
    drain(false);
  }

  /** Hands over the rest; nothing can be written after it. */
  void end() throws IOException {
    drain(true);
  }

  /** Forgets what was not yet handed over to the body. */
  void reset() {
    chars.clear();
    encoder.reset();
    begun = begun && !body.isHeld();
  }

  /** Returns the writer to use in place of this one, if the body passes from its beginning. */
  private @Nullable PrintWriter begin() throws IOException {
    if (!begun) {
      begun = true;
      body.begin();
      if (body.isPassing()) {
        passing = target.getWriter();
      }
    }
    return passing;
  }

  private void flushTarget() throws IOException {
    PrintWriter other = begin();
    if (other != null) {
      other.flush();
    } else {
      body.send(() -> body.out().flush());
    }
  }

  private int room(int wanted) throws IOException {
    if (!chars.hasRemaining()) {
      drain(false);
    }
    return Math.min(wanted, chars.remaining());
  }

  private void drain(boolean last) throws IOException {
    chars.flip();
    while (encoder.encode(chars, bytes, last) == CoderResult.OVERFLOW) {
      emit();
    }
    chars.compact(); // half of a surrogate pair waits for its other half
    while (last && encoder.flush(bytes) == CoderResult.OVERFLOW) {
      emit();
    }
    emit();
  }

  private void emit() throws IOException {
    body.write(bytes.array(), 0, bytes.position());
    bytes.clear();
  }
}
