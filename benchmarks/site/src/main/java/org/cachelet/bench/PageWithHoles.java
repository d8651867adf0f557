// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import org.cachelet.cache.FragmentText;
import org.cachelet.cache.Hole;
import org.cachelet.cache.HoleFiller;
import org.cachelet.cache.servlet.HoleFillers;
import org.cachelet.cache.servlet.HoleValues;

/** The page of 20 KB with two holes in it, each with a word for the visitor. Thread-safe. */
final class PageWithHoles extends HttpServlet {
  private static final String TEXT = new String(Pages.ofKilobytes(20), US_ASCII);
  private static final int FIRST = 2_000;
  private static final int SECOND = 12_000;

  /** Returns the page with what stands in its holes. */
  static byte[] filled() {
    String filled =
        TEXT.substring(0, FIRST)
            + word("name")
            + TEXT.substring(FIRST, SECOND)
            + word("cart")
            + TEXT.substring(SECOND);
    return filled.getBytes(US_ASCII);
  }

  private static String word(String hole) {
    return hole + " of this visitor";
  }

  @Override
  public void init() {
    HoleValues values = HoleValues.of(getServletContext());
    values.put("name", request -> word("name"));
    values.put("cart", request -> word("cart"));
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Control.rendered();
    response.setContentType(Pages.TYPE);
    Writer out = response.getWriter();
    HoleFiller filler = HoleFillers.of(getServletContext()).forRequest(request, response);
    out.write(TEXT, 0, FIRST);
    FragmentText.ofHole(Hole.of(Hole.VALUE, "name")).writeTo(out, filler);
    out.write(TEXT, FIRST, SECOND - FIRST);
    FragmentText.ofHole(Hole.of(Hole.VALUE, "cart")).writeTo(out, filler);
    out.write(TEXT, SECOND, TEXT.length() - SECOND);
  }
}
