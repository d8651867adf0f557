// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.util.List;
import java.util.Locale;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.Numbers;
import org.cachelet.bench.figure.Spread;

/** A bar for each figure that is a share of the raw servlet. */
final class Chart {
  private static final int ROW = 22;
  private static final int NAMES = 330;
  private static final int WHOLE = 320;
  private static final int MARGIN = 30;
  private static final double MOST = 1.5;

  private Chart() {}

  /** Returns the picture. */
  static String svg(List<Figure> figures) {
    List<Figure> shares = figures.stream().filter(Chart::isShare).toList();
    int height = shares.size() * ROW + 2 * MARGIN;
    int width = NAMES + (int) (WHOLE * MOST) + 2 * MARGIN;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n"
                + "<line x1=\"%d\" y1=\"10\" x2=\"%d\" y2=\"%d\" stroke=\"#888\"/>%n"
                + "<text x=\"%d\" y=\"20\" fill=\"#555\">raw servlet = 1</text>%n",
            width,
            height,
            width,
            NAMES + WHOLE,
            NAMES + WHOLE,
            height - MARGIN / 2,
            NAMES + WHOLE + 4));
    for (int row = 0; row < shares.size(); row++) {
      svg.append(bar(shares.get(row), MARGIN + row * ROW));
    }
    return svg.append("</svg>\n").toString();
  }

  private static boolean isShare(Figure figure) {
    return figure.spread() != null && figure.unit().startsWith("of the CPU of raw");
  }

  private static String bar(Figure figure, int y) {
    Spread spread = figure.spread();
    double value = spread == null ? 0 : spread.median();
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
            + "<rect x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"14\" fill=\"%s\"/>%n"
            + "<text x=\"%.0f\" y=\"%d\">%s</text>%n",
        NAMES - 8,
        y + 12,
        escaped(figure.group() + ", " + figure.name()),
        NAMES,
        y,
        Math.min(value, MOST) * WHOLE,
        figure.name().startsWith("Cachelet") ? "#2a7ab8" : "#b8b8b8",
        NAMES + Math.min(value, MOST) * WHOLE + 5,
        y + 12,
        Numbers.plain(value));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
