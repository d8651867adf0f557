// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** Takes 200 ms for a page, and counts how often. Thread-safe. */
final class SlowPage extends HttpServlet {
  /** How long one page takes. */
  static final Duration TIME = Duration.ofMillis(200);

  /** What it is. */
  static final byte[] PAGE = "a page that takes its time\n".getBytes(US_ASCII);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Control.rendered();
    try {
      Thread.sleep(TIME.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    response.setContentType(Pages.TYPE);
    response.setContentLength(PAGE.length);
    response.getOutputStream().write(PAGE);
  }
}
