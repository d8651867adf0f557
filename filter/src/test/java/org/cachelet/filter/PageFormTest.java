// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cachelet.filter.http.HttpFields;
import org.junit.jupiter.api.Test;

/** What becomes of the bytes of a page when they are sent. */
final class PageFormTest {
  private static final HttpFields FIELDS = HttpFields.of("ETag", "\"v1\"");
  private static final byte[] LARGE = random(PageForm.DIRECT_FROM);

  @Test
  void largeBody_leavesTheHeap_whenTheContainerTakesBuffers() throws IOException {
    PageForm form = PageForm.plain(FIELDS, LARGE.clone());
    for (int hit = 0; hit < 3; hit++) {
      TakingBuffers out = new TakingBuffers();
      form.writeTo(out);
      assertThat(out.taken).hasSize(1);
      assertThat(out.taken.get(0).isDirect()).isTrue();
      assertThat(out.taken.get(0).isReadOnly()).isTrue();
      assertThat(out.bytes.toByteArray()).isEqualTo(LARGE);
    }
    assertThat(form.body()).isEqualTo(LARGE);
    assertThat(form.length()).isEqualTo(LARGE.length);
    assertThat(form.weight()).isEqualTo(PageForm.plain(FIELDS, LARGE).weight());
  }

  @Test
  void bodyThatHasLeft_isCopied_whenAStreamTakesNoBuffers() throws IOException {
    PageForm form = PageForm.plain(FIELDS, LARGE.clone());
    form.writeTo(new TakingBuffers());
    Inheriting out = new Inheriting();
    form.writeTo(out);
    assertThat(out.bytes.toByteArray()).isEqualTo(LARGE);
  }

  @Test
  void body_staysOnTheHeap_whenTheStreamOnlyInheritsTheMethod() throws IOException {
    byte[] body = LARGE.clone();
    PageForm form = PageForm.plain(FIELDS, body);
    Inheriting out = new Inheriting();
    form.writeTo(out);
    assertThat(out.bytes.toByteArray()).isEqualTo(LARGE);
    assertThat(form.body()).isSameAs(body);
  }

  @Test
  void smallBody_staysOnTheHeap() throws IOException {
    byte[] body = random(PageForm.DIRECT_FROM - 1);
    PageForm form = PageForm.plain(FIELDS, body);
    TakingBuffers out = new TakingBuffers();
    form.writeTo(out);
    assertThat(out.taken).isEmpty();
    assertThat(out.bytes.toByteArray()).isEqualTo(body);
    assertThat(form.body()).isSameAs(body);
  }

  @Test
  void packedForm_hasTheFieldsOfThePlainOne_butForTagAndCoding() {
    PageForm form = PageForm.packed(FIELDS.and("Vary", "Cookie"), "\"v1-gzip\"", LARGE);
    assertThat(form.fields())
        .isEqualTo(
            HttpFields.of("ETag", "\"v1-gzip\"", "Vary", "Cookie", "Content-Encoding", "gzip"));
    assertThat(form.tag()).isEqualTo("\"v1-gzip\"");
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** A stream that has no method for buffers of its own. */
  public static class Inheriting extends ServletOutputStream {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int one) {
      bytes.write(one);
    }

    @Override
    public void write(byte[] all, int from, int length) {
      bytes.write(all, from, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }

  /** A stream of a container that sends buffers as they are. */
  public static final class TakingBuffers extends Inheriting {
    final List<ByteBuffer> taken = new ArrayList<>();

    @Override
    public void write(ByteBuffer buffer) {
      taken.add(buffer.duplicate());
      byte[] copy = new byte[buffer.remaining()];
      buffer.get(copy);
      bytes.writeBytes(copy);
    }
  }
}
