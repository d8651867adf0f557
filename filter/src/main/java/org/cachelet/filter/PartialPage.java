// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.cachelet.filter.http.ByteRange;
import org.cachelet.filter.http.ByteRanges;
import org.cachelet.filter.http.HttpFields;
import org.cachelet.filter.http.IfRange;
import org.cachelet.filter.http.PartialContent;
import org.jspecify.annotations.Nullable;

/**
 * What a request gets that asks for parts of a stored page (RFC 9110 section 14). Used by one
 * request.
 *
 * <p>Parts are those of the body that is not compressed, which are of use on their own. Only a
 * client that shows, by If-Range with its ETag, that it has the beginning of the compressed one
 * gets more of that.
 */
final class PartialPage {
  private static final int BOUNDARY_LENGTH = 24;

  private final PageForm form;
  private final ByteRanges ranges;
  private final boolean continued;
  private final String boundary;

  private PartialPage(PageForm form, ByteRanges ranges, boolean continued) {
    this.form = form;
    this.ranges = ranges;
    this.continued = continued;
    this.boundary = ranges.parts().size() > 1 ? boundary(form) : "";
  }

  /**
   * Returns the answer with parts; null if the whole page is the answer.
   *
   * @param selected the form that the whole answer has
   */
  static @Nullable PartialPage of(StoredPage page, PageForm selected, Asked asked) {
    PageForm form = form(page, selected, asked);
    if (form == null) {
      return null;
    }
    ByteRanges ranges = ByteRanges.of(asked.range(), form.length());
    boolean whole =
        ranges.outcome() == ByteRanges.Outcome.WHOLE
            || (ranges.parts().size() > 1 && form.fields().contains("Content-Encoding"));
    return whole ? null : new PartialPage(form, ranges, asked.ifRange() != null);
  }

  /** Returns the form to take parts of; null if the client's are of another one. */
  private static @Nullable PageForm form(StoredPage page, PageForm selected, Asked asked) {
    PageForm plain = page.form(false);
    String ifRange = asked.ifRange();
    if (ifRange == null) {
      return plain;
    }
    if (!IfRange.isEntityTag(ifRange) && page.gzip().isPresent()) {
      return null; // both forms have the same date
    }
    if (IfRange.matches(ifRange, plain.fields(), asked.now())) {
      return plain;
    }
    return IfRange.matches(ifRange, selected.fields(), asked.now()) ? selected : null;
  }

  /** Returns 206 or 416. */
  int status() {
    return isSatisfiable()
        ? HttpServletResponse.SC_PARTIAL_CONTENT
        : HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE;
  }

  /** Returns the fields of the answer, but for what frames its body. */
  HttpFields fields() {
    if (!isSatisfiable()) {
      return PartialContent.unsatisfiable(form.length());
    }
    HttpFields fields = continued ? PartialContent.continued(form.fields()) : form.fields();
    List<ByteRange> parts = ranges.parts();
    return parts.size() == 1
        ? fields.with("Content-Range", parts.get(0).contentRange(form.length()))
        : fields.with("Content-Type", "multipart/byteranges; boundary=" + boundary);
  }

  /** Writes the body, and its length before it. */
  void write(HttpServletResponse response) throws IOException {
    List<ByteRange> parts = ranges.parts();
    if (parts.size() <= 1) {
      response.setContentLength(parts.isEmpty() ? 0 : parts.get(0).length());
      for (ByteRange part : parts) {
        response.getOutputStream().write(form.body(), part.first(), part.length());
      }
      return;
    }
    List<byte[]> heads = heads();
    byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(ISO_8859_1);
    int length = end.length + heads.stream().mapToInt(head -> head.length).sum();
    response.setContentLength(length + parts.stream().mapToInt(ByteRange::length).sum());
    ServletOutputStream out = response.getOutputStream();
    for (int i = 0; i < parts.size(); i++) {
      out.write(heads.get(i));
      out.write(form.body(), parts.get(i).first(), parts.get(i).length());
    }
    out.write(end);
  }

  private boolean isSatisfiable() {
    return ranges.outcome() == ByteRanges.Outcome.PARTIAL;
  }

  /** Returns what stands before each of several parts (RFC 9110 section 14.6). */
  private List<byte[]> heads() {
    List<byte[]> heads = new ArrayList<>();
    Optional<String> type = form.fields().first("Content-Type");
    for (ByteRange part : ranges.parts()) {
      StringBuilder head = new StringBuilder("\r\n--").append(boundary).append("\r\n");
      type.ifPresent(value -> head.append("Content-Type: ").append(value).append("\r\n"));
      head.append("Content-Range: ").append(part.contentRange(form.length()));
      heads.add(head.append("\r\n\r\n").toString().getBytes(ISO_8859_1));
    }
    return heads;
  }

  /** Returns a text that is nowhere in the body: always the same one for the same page. */
  private static String boundary(PageForm form) {
    String boundary = form.fields().first("ETag").orElse("");
    do {
      boundary = DigestUtils.sha256Hex(boundary).substring(0, BOUNDARY_LENGTH);
    } while (contains(form.body(), boundary.getBytes(ISO_8859_1)));
    return boundary;
  }

  private static boolean contains(byte[] body, byte[] text) {
    for (int start = 0; start + text.length <= body.length; start++) {
      int i = 0;
      while (i < text.length && body[start + i] == text[i]) {
        i++;
      }
      if (i == text.length) {
        return true;
      }
    }
    return false;
  }

  /**
   * What a request asks for.
   *
   * @param range the Range field
   * @param ifRange the If-Range field, null if absent
   */
  record Asked(String range, @Nullable String ifRange, Instant now) {}
}
