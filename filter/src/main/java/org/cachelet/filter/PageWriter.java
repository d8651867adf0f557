// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Enumeration;
import java.util.Optional;
import java.util.StringJoiner;
import org.cachelet.filter.http.AcceptEncoding;
import org.cachelet.filter.http.Conditions;
import org.cachelet.filter.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * Answers one request with a stored page, with parts of it, or by saying that the client has it
 * (RFC 9110 section 13.2.2). Used by one request.
 */
final class PageWriter {
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final StoredPage page;
  private final PageForm form;
  private final @Nullable FilledPage filled;
  private final boolean unmodified;
  private final @Nullable PartialPage partial;

  /**
   * Decides what a request gets of a page.
   *
   * @param now the time of the request, in milliseconds since 1970
   */
  PageWriter(HttpServletRequest request, HttpServletResponse response, StoredPage page, long now) {
    this.request = request;
    this.response = response;
    this.page = page;
    this.form = page.form(AcceptEncoding.acceptsGzip(request.getHeader("Accept-Encoding")));
    Optional<PageHoles> holes = page.holes();
    this.filled = holes.isEmpty() ? null : new FilledPage(page, holes.get(), request, response);
    this.unmodified = filled == null && isUnmodified(now);
    this.partial = unmodified || filled != null ? null : partial(now);
  }

  /** Returns the status of the answer. */
  int status() {
    if (unmodified) {
      return HttpServletResponse.SC_NOT_MODIFIED;
    }
    return partial == null ? page.status() : partial.status();
  }

  /**
   * Answers.
   *
   * @param present the fields that the response has already; empty on a hit
   */
  void write(HttpFields present) throws IOException {
    if (filled != null) {
      writeFilled(filled, present);
      return;
    }
    response.setStatus(status());
    if (unmodified) {
      writeNotModified(present);
    } else if (partial != null) {
      writeFields(partial.fields(), present);
      partial.write(response);
    } else {
      writeWhole(present);
    }
  }

  private void writeFilled(FilledPage whole, HttpFields present) throws IOException {
    boolean head = request.getMethod().equals("HEAD");
    byte[] body = head ? new byte[0] : whole.body(); // first, since it may fail
    response.setStatus(page.status());
    writeFields(whole.fields(), present);
    if (!head) {
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }

  private void writeWhole(HttpFields present) throws IOException {
    HttpFields fields = page.form(false).fields();
    int tag = form.isPacked() ? fields.indexOf("ETag") : -1;
    for (int line = 0; line < fields.size(); line++) {
      writeLine(fields, line, line == tag ? form.tag() : fields.value(line), present);
    }
    if (form.isPacked()) {
      response.setHeader("Content-Encoding", "gzip");
    }
    if (page.status() == HttpServletResponse.SC_NO_CONTENT) {
      return; // RFC 9110 section 8.6: not even a length
    }
    response.setContentLength(form.length());
    if (!request.getMethod().equals("HEAD")) {
      form.writeTo(response.getOutputStream());
    }
  }

  private void writeNotModified(HttpFields present) {
    HttpFields fields = page.form(false).fields();
    int tag = form.isPacked() ? fields.indexOf("ETag") : -1;
    for (int line = 0; line < fields.size(); line++) {
      if (fields.isInNotModified(line)) {
        writeLine(fields, line, line == tag ? form.tag() : fields.value(line), present);
      }
    }
  }

  private void writeFields(HttpFields fields, HttpFields present) {
    for (int line = 0; line < fields.size(); line++) {
      writeLine(fields, line, fields.value(line), present);
    }
  }

  private void writeLine(HttpFields fields, int line, String value, HttpFields present) {
    String name = fields.name(line);
    if (present.size() > 0 && present.all(name).contains(value)) {
      return;
    }
    if (fields.isAdded(line)) {
      response.addHeader(name, value);
    } else {
      response.setHeader(name, value); // containers and filters in front set some as well
    }
  }

  private @Nullable PartialPage partial(long now) {
    String range = request.getHeader("Range");
    boolean asked = range != null && request.getMethod().equals("GET"); // RFC 9110 section 14.2
    String all = asked && page.status() == HttpServletResponse.SC_OK ? joined("Range") : null;
    Instant moment = Instant.ofEpochMilli(now);
    return all == null
        ? null
        : PartialPage.of(page, form, new PartialPage.Asked(all, joined("If-Range"), moment));
  }

  private boolean isUnmodified(long now) {
    String ifNoneMatch = joined("If-None-Match");
    String ifModifiedSince = ifNoneMatch == null ? joined("If-Modified-Since") : null;
    if (ifNoneMatch == null && ifModifiedSince == null) {
      return false;
    }
    if (page.status() == HttpServletResponse.SC_OK && form.tag().equals(ifNoneMatch)) {
      return true; // what browsers send, in a GET or HEAD as all that come here
    }
    Conditions conditions = new Conditions(ifNoneMatch, ifModifiedSince);
    return conditions.evaluate(
            request.getMethod(), page.validators(form), Instant.ofEpochMilli(now))
        == Conditions.Outcome.NOT_MODIFIED;
  }

  private @Nullable String joined(String name) {
    String first = request.getHeader(name);
    if (first == null) {
      return null;
    }
    Enumeration<String> lines = request.getHeaders(name);
    lines.nextElement();
    if (!lines.hasMoreElements()) {
      return first;
    }
    StringJoiner all = new StringJoiner(", ").add(first);
    lines.asIterator().forEachRemaining(all::add);
    return all.toString();
  }
}
