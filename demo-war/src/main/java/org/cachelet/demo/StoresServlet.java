// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Shows what lies in which store, and lets the staff have it counted anew; two JSPs. */
public final class StoresServlet extends PageServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Catalog catalog = shop().catalog();
    List<Store> stores =
        catalog.warehouses().stream().map(warehouse -> new Store(warehouse, catalog)).toList();
    show(request, response, "stores", Map.of("stores", stores));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (request.isUserInRole(Login.ADMIN)) {
      response.setHeader("Cache-Control", "private, no-store");
      show(request, response, "recounted", Map.of());
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }
}
