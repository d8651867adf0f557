// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes an order and confirms it. */
public final class CheckoutServlet extends PageServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Visitor visitor = new Visitor(request);
    Integer purchase = visitor.purchase();
    if (parameter(request, "done").isPresent() && purchase != null) {
      sendPrivately(request, response, "thanks", Map.of("number", purchase));
    } else if (visitor.cart().amounts().isEmpty()) {
      redirect(request, response, "/cart");
    } else {
      sendForm(request, response, Map.of("address", Address.blank(visitor.login())));
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Visitor visitor = new Visitor(request);
    List<CartLine> lines = CartLine.of(visitor.cart(), shop().catalog());
    Address address = Address.of(request);
    Map<String, String> faults = address.faults();
    if (lines.isEmpty()) {
      redirect(request, response, "/cart");
    } else if (!faults.isEmpty()) {
      refuse(request, response, Map.of("address", address, "faults", faults));
    } else {
      order(request, response, address, lines);
    }
  }

  private void order(
      HttpServletRequest request,
      HttpServletResponse response,
      Address address,
      List<CartLine> lines)
      throws IOException {
    Visitor visitor = new Visitor(request);
    try {
      visitor.ordered(shop().purchases().place(address, visitor.login(), lines));
      shop().changes().ordered(lines);
      redirect(request, response, "/checkout?done");
    } catch (OutOfStockException e) {
      refuse(
          request,
          response,
          Map.of("address", address, "shortage", String.valueOf(e.getMessage())));
    }
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, Map<String, Object> model)
      throws IOException {
    response.setStatus(UNPROCESSABLE);
    sendForm(request, response, model);
  }

  private void sendForm(
      HttpServletRequest request, HttpServletResponse response, Map<String, Object> model)
      throws IOException {
    List<CartLine> lines = CartLine.of(new Visitor(request).cart(), shop().catalog());
    Map<String, Object> form = new HashMap<>(model);
    form.putIfAbsent("faults", Map.of());
    form.put("lines", lines);
    form.put("total", CartLine.total(lines));
    sendPrivately(request, response, "checkout", form);
  }
}
