// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.peers;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.cachelet.bench.Pages;

/** Writes a prepared page. Thread-safe. */
public final class JavaxPageServlet extends HttpServlet {
  /** Makes the servlet, as a container needs it. */
  public JavaxPageServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] page = Pages.at(request.getPathInfo());
    response.setContentType(Pages.TYPE);
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }
}
