// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What all pages of the shop have in common. */
class PageServlet extends HttpServlet {
  /** The status for a form with faults, RFC 9110 section 15.5.21. */
  static final int UNPROCESSABLE = 422;

  /** Returns the shop that this page belongs to. */
  Shop shop() {
    return Shop.of(getServletContext());
  }

  /** Sends a page inside the shop's frame. */
  void send(
      HttpServletRequest request,
      HttpServletResponse response,
      String template,
      Map<String, Object> model)
      throws IOException {
    Map<String, Object> framed = new HashMap<>(model);
    framed.put("cached", !UncachedServlet.isServing(request));
    if (!framed.containsKey("categories")) {
      framed.put("categories", shop().catalog().categories());
    }
    shop().templates().send(request, response, template, framed);
  }

  /** Sends a page that is one visitor's own business. */
  void sendPrivately(
      HttpServletRequest request,
      HttpServletResponse response,
      String template,
      Map<String, Object> model)
      throws IOException {
    response.setHeader("Cache-Control", "private, no-store");
    send(request, response, template, model);
  }

  /** Sends a page that is a JSP. */
  void show(
      HttpServletRequest request,
      HttpServletResponse response,
      String page,
      Map<String, Object> model)
      throws ServletException, IOException {
    model.forEach(request::setAttribute);
    request.setAttribute("root", request.getContextPath());
    request.setAttribute("departments", new Departments(shop().catalog()));
    Templates.protect(response);
    request.getRequestDispatcher("/WEB-INF/jsp/" + page + ".jsp").forward(request, response);
  }

  /** Returns a product as lists show it. */
  Card card(Product product) {
    return new Card(product, shop().reviews(), shop().catalog());
  }

  /** Sends the browser to another page of the shop. */
  static void redirect(HttpServletRequest request, HttpServletResponse response, String path)
      throws IOException {
    response.sendRedirect(request.getContextPath() + path);
  }

  /** Returns a parameter of the request, if it was sent. */
  static Optional<String> parameter(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name));
  }

  /** Returns a parameter that is a number above zero, if such was sent. */
  static Optional<Integer> number(HttpServletRequest request, String name) {
    return parameter(request, name).flatMap(Numbers::parse);
  }
}
