// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.cachelet.cache.Dependencies;
import org.cachelet.filter.CachePage;

/** A page with a product, and how often it was made. */
@CachePage(ttl = "15m", tags = "catalog")
@WebServlet("/catalog")
public class CatalogServlet extends HttpServlet {
  private int made;

  @Override
  protected synchronized void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long id = 17;

    Dependencies.current().tag("product:" + id);

    response.setContentType("text/plain");
    response.getWriter().print("product 17, made " + ++made);
  }
}
