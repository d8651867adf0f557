// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows and changes what a visitor means to buy. */
public final class CartServlet extends PageServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<CartLine> lines = CartLine.of(new Visitor(request).cart(), shop().catalog());
    sendPrivately(
        request,
        response,
        "cart",
        Map.of("lines", lines, "total", CartLine.total(lines), "most", Cart.MOST_OF_ONE));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Visitor visitor = new Visitor(request);
    Optional<Cart> changed = changed(request, visitor.cart());
    if (changed.isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    visitor.keep(changed.get());
    redirect(request, response, "/cart");
  }

  /** Returns the cart that a form asks for; empty if the form makes no sense. */
  private Optional<Cart> changed(HttpServletRequest request, Cart cart) {
    String action = parameter(request, "action").orElse("");
    int amount = number(request, "amount").orElse(0);
    return number(request, "product")
        .filter(id -> cart.amounts().containsKey(id) || shop().catalog().product(id).isPresent())
        .flatMap(
            id ->
                switch (action) {
                  case "add" ->
                      amount == 0 ? Optional.<Cart>empty() : Optional.of(cart.plus(id, amount));
                  case "change" ->
                      amount == 0 ? Optional.<Cart>empty() : Optional.of(cart.with(id, amount));
                  case "remove" -> Optional.of(cart.with(id, 0));
                  default -> Optional.<Cart>empty();
                });
  }
}
