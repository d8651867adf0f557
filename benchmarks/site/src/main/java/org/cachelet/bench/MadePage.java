// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/** Makes the page of 20 KB with Thymeleaf each time, row by row. Thread-safe. */
final class MadePage extends HttpServlet {
  private static final String TEMPLATE =
      "<!DOCTYPE html><html><body><table>\n<th:block th:each=\"row : ${rows}\"><tr><td"
          + " class=\"name\">[[${row.name}]]</td><td class=\"price\">[[${row.price}]]</td><td>"
          + "[[${row.text}]]</td></tr>\n</th:block>";

  private final transient TemplateEngine engine = new TemplateEngine();
  private final transient List<Row> rows = rows();
  private final transient String end;

  MadePage() {
    StringTemplateResolver resolver = new StringTemplateResolver();
    resolver.setCacheable(true);
    engine.setTemplateResolver(resolver);
    String page = new String(Pages.ofKilobytes(20), UTF_8);
    end = page.substring(page.lastIndexOf('\n') + 1); // a row that is cut off
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Context context = new Context();
    context.setVariable("rows", rows);
    byte[] page = (engine.process(TEMPLATE, context) + end).getBytes(UTF_8);
    Control.rendered();
    response.setContentType(Pages.TYPE);
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }

  private static List<Row> rows() {
    String[] lines = new String(Pages.ofKilobytes(20), UTF_8).split("\n", -1);
    return Arrays.stream(lines, 1, lines.length - 1).map(Row::of).toList();
  }

  /** A row as templates see it. */
  public record Row(String name, String price, String text) {
    private static Row of(String line) {
      String[] cells = line.replaceAll("<[^>]+>", "\t").split("\t+", -1);
      return new Row(cells[1], cells[2], cells[3]);
    }
  }
}
