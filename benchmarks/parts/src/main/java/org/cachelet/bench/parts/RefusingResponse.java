// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;

/** Refuses all that no benchmark does to a response, so that nothing is done unnoticed. */
abstract class RefusingResponse implements HttpServletResponse {
  @Override
  public void addCookie(Cookie a) {
    throw refused("addCookie");
  }

  @Override
  public void sendError(int a, String b) {
    throw refused("sendError");
  }

  @Override
  public void sendError(int a) {
    throw refused("sendError");
  }

  @Override
  public void sendRedirect(String a, int b, boolean c) {
    throw refused("sendRedirect");
  }

  @Override
  public void addDateHeader(String a, long b) {
    throw refused("addDateHeader");
  }

  @Override
  public void addIntHeader(String a, int b) {
    throw refused("addIntHeader");
  }

  @Override
  public void setLocale(Locale a) {
    throw refused("setLocale");
  }

  private static UnsupportedOperationException refused(String method) {
    return new UnsupportedOperationException("the benchmark has no " + method);
  }
}
