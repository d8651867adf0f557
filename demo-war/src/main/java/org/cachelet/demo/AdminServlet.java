// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets an administrator find products and change their prices. */
public final class AdminServlet extends AdminPageServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    sendList(request, response, Map.of("saved", number(request, "saved").orElse(0)));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int id = number(request, "product").orElse(0);
    String typed = parameter(request, "price").orElse("");
    Optional<Price> price = Price.parse(typed);
    if (price.isEmpty()) {
      response.setStatus(UNPROCESSABLE);
      sendList(request, response, Map.of("refused", id, "typed", typed));
      return;
    }
    Optional<Product> product = shop().catalog().reprice(id, price.get());
    if (product.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    shop().changes().repriced(product.get());
    redirect(request, response, "/admin?q=" + encoded(question(request)) + "&saved=" + id);
  }

  private void sendList(
      HttpServletRequest request, HttpServletResponse response, Map<String, Object> model)
      throws IOException {
    String question = question(request);
    Catalog catalog = shop().catalog();
    Paging paging =
        new Paging(1, question.isEmpty() ? catalog.count() : catalog.countFound(question));
    List<Product> products =
        question.isEmpty() ? catalog.page(Sort.BEST, paging) : catalog.found(question, paging);
    Map<String, Object> list = new HashMap<>(model);
    list.put("asked", question);
    list.put("paging", paging);
    list.put("products", products);
    list.put("views", shop().views().of(products));
    list.put("turnover", shop().purchases().turnover());
    sendPrivately(request, response, "admin", list);
  }

  private static String question(HttpServletRequest request) {
    return parameter(request, "q").orElse("").strip();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
