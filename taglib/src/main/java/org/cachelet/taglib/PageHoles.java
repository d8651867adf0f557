// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.jsp.PageContext;
import java.io.IOException;
import java.io.Writer;
import org.cachelet.cache.Hole;
import org.cachelet.cache.HoleFiller;

/** Fills the holes of a page that is made for one request. */
final class PageHoles implements HoleFiller {
  private final PageContext page;

  PageHoles(PageContext page) {
    this.page = page;
  }

  @Override
  public void fill(Hole hole, Writer out) throws IOException {
    if (hole.kind().equals(Hole.VALUE)) {
      out.write(String.valueOf(((HttpServletRequest) page.getRequest()).getRemoteUser()));
      return;
    }
    page.pushBody(out);
    try {
      page.include(hole.target(), false);
    } catch (ServletException e) {
      throw new IOException(e);
    } finally {
      page.popBody();
    }
  }
}
