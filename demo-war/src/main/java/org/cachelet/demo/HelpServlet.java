// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Answers what is asked most, in the visitor's language; a JSP. */
public final class HelpServlet extends PageServlet {
  private static final Map<String, Help> TEXTS =
      Arrays.stream(Language.values()).collect(Collectors.toMap(Language::code, Help::in));

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String language = request.getLocale().getLanguage();
    show(request, response, "help", Map.of("help", Objects.requireNonNull(TEXTS.get(language))));
  }
}
