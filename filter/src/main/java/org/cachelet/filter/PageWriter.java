// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.cachelet.filter.http.AcceptEncoding;
import org.cachelet.filter.http.Conditions;
import org.cachelet.filter.http.HttpFields;
import org.cachelet.filter.http.NotModified;
import org.jspecify.annotations.Nullable;

/**
 * Answers one request with a stored page, with parts of it, or by saying that the client has it
 * (RFC 9110 section 13.2.2). Used by one request.
 */
final class PageWriter {
  /** Fields that are lists, to which filters in front may have added lines of their own. */
  private static final Set<String> LISTS =
      Set.of("cache-status", "link", "server-timing", "set-cookie", "vary", "via");

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final StoredPage page;
  private final StoredPage.Form form;
  private final @Nullable FilledPage filled;
  private final boolean unmodified;
  private final @Nullable PartialPage partial;

  /**
   * Decides what a request gets of a page.
   *
   * @param now the time of the request
   */
  PageWriter(
      HttpServletRequest request, HttpServletResponse response, StoredPage page, Instant now) {
    this.request = request;
    this.response = response;
    this.page = page;
    this.form = page.form(AcceptEncoding.acceptsGzip(request.getHeader("Accept-Encoding")));
    this.filled =
        page.holes().map(holes -> new FilledPage(page, holes, request, response)).orElse(null);
    this.unmodified =
        filled == null
            && conditions().evaluate(request.getMethod(), form.validators(), now)
                == Conditions.Outcome.NOT_MODIFIED;
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
      writeFields(NotModified.fields(form.fields()), present);
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
    writeFields(form.fields(), present);
    if (page.status() == HttpServletResponse.SC_NO_CONTENT) {
      return; // RFC 9110 section 8.6: not even a length
    }
    response.setContentLength(form.body().length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(form.body());
    }
  }

  private void writeFields(HttpFields fields, HttpFields present) {
    for (int line = 0; line < fields.size(); line++) {
      String name = fields.name(line);
      String value = fields.value(line);
      if (present.size() > 0 && present.all(name).contains(value)) {
        continue;
      }
      if (isFurtherLine(fields, line) || LISTS.contains(name.toLowerCase(Locale.ROOT))) {
        response.addHeader(name, value);
      } else {
        response.setHeader(name, value); // containers and filters in front set some as well
      }
    }
  }

  private static boolean isFurtherLine(HttpFields fields, int line) {
    for (int before = 0; before < line; before++) {
      if (fields.name(before).equalsIgnoreCase(fields.name(line))) {
        return true;
      }
    }
    return false;
  }

  private @Nullable PartialPage partial(Instant now) {
    String range = request.getHeader("Range");
    boolean asked = range != null && request.getMethod().equals("GET"); // RFC 9110 section 14.2
    String all = asked && page.status() == HttpServletResponse.SC_OK ? joined("Range") : null;
    return all == null
        ? null
        : PartialPage.of(page, form, new PartialPage.Asked(all, joined("If-Range"), now));
  }

  private Conditions conditions() {
    return new Conditions(joined("If-None-Match"), joined("If-Modified-Since"));
  }

  private @Nullable String joined(String name) {
    String first = request.getHeader(name);
    if (first == null) {
      return null;
    }
    StringJoiner all = new StringJoiner(", ");
    request.getHeaders(name).asIterator().forEachRemaining(all::add);
    return all.toString();
  }
}
