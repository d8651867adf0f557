// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.cachelet.cache.Heap;
import org.cachelet.filter.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * One of the forms in which a page is sent: its bytes, and what of the fields is its own. Large
 * bodies leave the heap when they are sent for the first time, if the container sends them from
 * there without copying. Thread-safe.
 */
final class PageForm {
  /** The size from which a body leaves the heap: below, containers send it in one go, too. */
  static final int DIRECT_FROM = 32 << 10;

  private final HttpFields plain;
  private final @Nullable String packedTag;
  private volatile Object bytes; // an array, or from then on a direct buffer

  private PageForm(HttpFields plain, @Nullable String packedTag, Object bytes) {
    this.plain = plain;
    this.packedTag = packedTag;
    this.bytes = bytes;
  }

  /** Returns the form as the application wrote it. */
  static PageForm plain(HttpFields fields, byte[] body) {
    return new PageForm(fields, null, body);
  }

  /**
   * Returns the form compressed with gzip.
   *
   * @param plain the fields of the form that is not compressed
   * @param tag its ETag in place of theirs
   */
  static PageForm packed(HttpFields plain, String tag, byte[] body) {
    return new PageForm(plain, tag, body);
  }

  /** Returns the same bytes under other fields. */
  PageForm with(HttpFields otherPlain, @Nullable String otherTag) {
    return new PageForm(otherPlain, otherTag, bytes);
  }

  /** Returns whether this is the compressed form. */
  boolean isPacked() {
    return packedTag != null;
  }

  /** Returns all fields but Age and Content-Length. */
  HttpFields fields() {
    String tag = packedTag;
    return tag == null
        ? plain
        : plain.with("ETag", tag).with("Content-Encoding", "gzip"); // RFC 9110 section 8.8.3.3
  }

  /** Returns the ETag. */
  String tag() {
    String tag = packedTag;
    return tag == null ? plain.value(plain.indexOf("ETag")) : tag;
  }

  /** Returns how many bytes there are. */
  int length() {
    return bytes instanceof byte[] array ? array.length : direct().capacity();
  }

  /** Returns the bytes, which nobody changes. */
  byte[] body() {
    Object now = bytes;
    if (now instanceof byte[] array) {
      return array;
    }
    byte[] copy = new byte[length()];
    direct().get(0, copy);
    return copy;
  }

  /** Returns the memory that the bytes take, on the heap or outside. */
  long weight() {
    return Heap.ofArray(length());
  }

  /** Writes all bytes. */
  void writeTo(ServletOutputStream out) throws IOException {
    if (bytes instanceof byte[] array && !isToLeave(array, out)) {
      out.write(array);
      return;
    }
    DirectOutput.write(out, direct().duplicate());
  }

  private boolean isToLeave(byte[] array, ServletOutputStream out) {
    return array.length >= DIRECT_FROM && DirectOutput.isTakenBy(out) && leaves(array);
  }

  private synchronized boolean leaves(byte[] array) {
    if (bytes instanceof byte[]) { // still
      ByteBuffer copy = DirectMemory.copyOf(array);
      if (copy == null) {
        return false;
      }
      bytes = copy;
    }
    return true;
  }

  private ByteBuffer direct() {
    return (ByteBuffer) bytes;
  }
}
