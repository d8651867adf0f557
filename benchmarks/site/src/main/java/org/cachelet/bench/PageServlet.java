// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes a prepared page: as fast as a servlet of a container can be. Thread-safe. */
final class PageServlet extends HttpServlet {
  /** How many fields of a response there are beside its type and length. */
  enum Fields {
    /** None. */
    NONE,
    /** A validator. */
    FEW,
    /** Those that a page of a shared cache has. */
    OF_A_CACHE
  }

  /** The validator of all pages. */
  static final String ETAG = "\"v1\"";

  private final Fields fields;

  PageServlet(Fields fields) {
    this.fields = fields;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Control.rendered();
    byte[] page = Pages.at(request.getPathInfo());
    if (ETAG.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      addFieldsOfAllAnswers(response);
      response.setHeader("ETag", ETAG);
      return;
    }
    addFieldsOfAllAnswers(response);
    if (fields == Fields.OF_A_CACHE) {
      response.setHeader("Accept-Ranges", "bytes");
    }
    response.setContentType(Pages.TYPE);
    if (fields != Fields.NONE) {
      response.setHeader("ETag", ETAG);
    }
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }

  /** Adds what a cache says in a 304, too. */
  private void addFieldsOfAllAnswers(HttpServletResponse response) {
    if (fields == Fields.OF_A_CACHE) {
      response.setHeader("Age", "12");
      response.setHeader("Date", "Sun, 06 Nov 1994 08:49:37 GMT");
      response.addHeader("Vary", "Accept-Encoding");
    }
  }
}
