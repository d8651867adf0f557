// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes a prepared page: as fast as a servlet of a container can be. Thread-safe. */
final class PageServlet extends HttpServlet {
  /** The validator of all pages. */
  static final String ETAG = "\"v1\"";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Control.rendered();
    byte[] page = Pages.at(request.getPathInfo());
    if (ETAG.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      response.setHeader("ETag", ETAG);
      return;
    }
    response.setContentType(Pages.TYPE);
    response.setHeader("ETag", ETAG);
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }
}
