// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Lets the browser fetch the same pages with and without the cache, and draw what it saw. */
public final class CompareServlet extends PageServlet {
  private static final List<String> PATHS =
      List.of(
          "/",
          "/catalog",
          "/catalog?page=2",
          "/catalog?category=lamps",
          "/catalog?category=chairs&sort=cheap",
          "/catalog?category=textiles&sort=new",
          "/search?q=oak",
          "/search?q=reading+lamp",
          "/product/17",
          "/product/42",
          "/product/100",
          "/product/256",
          "/product/512",
          "/product/777",
          "/product/1024",
          "/product/1500",
          "/product/2000",
          "/product/2400",
          "/product/2718",
          "/product/3000");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    send(request, response, "compare", Map.of("paths", PATHS));
  }
}
