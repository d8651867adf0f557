// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All products or those of a department, in an order, 24 to a page. */
public final class CatalogServlet extends PageServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Catalog catalog = shop().catalog();
    Optional<String> slug = parameter(request, "category");
    Optional<Category> category = slug.flatMap(catalog::category);
    Optional<Sort> sort = Sort.of(parameter(request, "sort").orElse(Sort.BEST.slug()));
    int total = category.map(catalog::countIn).orElseGet(catalog::count);
    Optional<Paging> paging = Paging.of(parameter(request, "page"), total);
    if (category.isPresent() != slug.isPresent() || sort.isEmpty() || paging.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Map<String, Object> model = new HashMap<>();
    category.ifPresent(chosen -> model.put("category", chosen));
    model.put("sort", sort.get());
    model.put("sorts", Sort.values());
    model.put("paging", paging.get());
    model.put("cards", cards(category, sort.get(), paging.get()));
    send(request, response, "catalog", model);
  }

  private List<Card> cards(Optional<Category> category, Sort sort, Paging paging) {
    Catalog catalog = shop().catalog();
    return category
        .map(chosen -> catalog.page(chosen, sort, paging))
        .orElseGet(() -> catalog.page(sort, paging))
        .stream()
        .map(this::card)
        .toList();
  }
}
