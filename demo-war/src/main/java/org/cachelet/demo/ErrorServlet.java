// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Says in the shop's own words that something went wrong; needs no database. */
public final class ErrorServlet extends HttpServlet {

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    Shop.of(getServletContext())
        .templates()
        .send(request, response, "error", Map.of("status", status, "text", text(status)));
  }

  private static String text(int status) {
    return switch (status) {
      case HttpServletResponse.SC_NOT_FOUND -> "There is nothing at this address.";
      case HttpServletResponse.SC_FORBIDDEN -> "This is not for you, or the form was too old.";
      case HttpServletResponse.SC_BAD_REQUEST, HttpServletResponse.SC_METHOD_NOT_ALLOWED ->
          "The shop did not understand this request.";
      default -> "Something broke on our side. It has been noted.";
    };
  }
}
