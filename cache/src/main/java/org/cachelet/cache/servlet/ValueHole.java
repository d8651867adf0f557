// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import org.cachelet.cache.Hole;

/** Fills holes with values, escaped for HTML text and attributes. */
final class ValueHole implements ServletHoleFiller {
  private final HoleValues values;

  ValueHole(HoleValues values) {
    this.values = values;
  }

  @Override
  public void fill(Hole hole, HttpServletRequest request, HttpServletResponse response, Writer out)
      throws IOException {
    String value = values.value(hole.target(), request);
    for (int i = 0; value != null && i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.write("&amp;");
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        case '"' -> out.write("&quot;");
        case '\'' -> out.write("&#39;");
        default -> out.write(c);
      }
    }
  }
}
