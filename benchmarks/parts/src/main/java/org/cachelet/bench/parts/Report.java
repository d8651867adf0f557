// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows figures, as a table and as JSON. */
final class Report {
  private Report() {}

  /** Returns a table for people. */
  static String table(List<Figure> figures) {
    StringBuilder table = new StringBuilder();
    table.append(line("part", "median", "low", "high", "goal")).append("note\n");
    for (Figure figure : figures) {
      Figure.Spread spread = figure.spread();
      table
          .append(
              line(
                  figure.group() + ": " + figure.name(),
                  Figure.Spread.shown(spread.median()) + ' ' + figure.unit(),
                  Figure.Spread.shown(spread.low()),
                  Figure.Spread.shown(spread.high()),
                  figure.goal() == null ? "" : figure.goal().toString()))
          .append(figure.note())
          .append('\n');
    }
    return table.toString();
  }

  private static String line(String... cells) {
    return String.format(Locale.ROOT, "%-64s %15s %10s %10s  %-8s ", (Object[]) cells);
  }

  /** Writes all to a file, for programs. */
  static void write(Path file, List<Figure> figures) throws IOException {
    String rows = figures.stream().map(Report::json).collect(Collectors.joining(",\n"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, "[\n" + rows + "\n]\n");
  }

  private static String json(Figure figure) {
    Figure.Spread spread = figure.spread();
    return "  {"
        + String.join(
            ", ",
            text("group", figure.group()),
            text("name", figure.name()),
            number("value", spread.median()),
            text("unit", figure.unit()),
            number("low", spread.low()),
            number("high", spread.high()),
            figure.goal() == null ? "\"goal\": null" : text("goal", figure.goal().toString()),
            text("note", figure.note()))
        + "}";
  }

  private static String text(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
    return '"' + name + "\": \"" + escaped + '"';
  }

  private static String number(String name, double value) {
    return '"' + name + "\": " + String.format(Locale.ROOT, "%.4f", value);
  }
}
