// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Parts that pages include, or leave holes for; nothing is there for those who ask by address. */
public final class PartServlet extends PageServlet {

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object part = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
    Templates templates = shop().templates();
    switch (part instanceof String path ? path : "") {
      case "/mine" -> templates.include(request, response, Part.MINE, Map.of());
      case "/sidebar" ->
          templates.include(
              request,
              response,
              new Part("sidebar", "part", request.getLocale()),
              sidebar(request));
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private Map<String, Object> sidebar(HttpServletRequest request) {
    return Map.of(
        "side",
        new Sidebar(shop()),
        "customer",
        request.isUserInRole(Login.CUSTOMER),
        "admin",
        request.isUserInRole(Login.ADMIN),
        "cached",
        !UncachedServlet.isServing(request));
  }
}
