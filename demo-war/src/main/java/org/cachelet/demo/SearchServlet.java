// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The products that have all words of a question in their name or summary. */
public final class SearchServlet extends PageServlet {
  private static final int LONGEST = 80;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String question = parameter(request, "q").orElse("").strip();
    if (question.length() > LONGEST) {
      question = question.substring(0, LONGEST);
    }
    Catalog catalog = shop().catalog();
    int total = question.isEmpty() ? 0 : catalog.countFound(question);
    Optional<Paging> paging = Paging.of(parameter(request, "page"), total);
    if (paging.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    List<Card> cards =
        total == 0
            ? List.of()
            : catalog.found(question, paging.get()).stream().map(this::card).toList();
    send(
        request,
        response,
        "search",
        Map.of("question", question, "paging", paging.get(), "cards", cards));
  }
}
