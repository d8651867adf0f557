// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/**
 * Reads ten attributes of 100 bytes and a counter from a session; at {@code /session/write} it
 * counts one up. Thread-safe.
 */
final class SessionServlet extends HttpServlet {
  /** What all sessions are answered. */
  static final byte[] ANSWER = "1000 bytes in 10 attributes\n".getBytes(US_ASCII);

  private static final int ATTRIBUTES = 10;
  private static final int BYTES = 100;
  private static final String COUNTER = "counter";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    Object counter = session.getAttribute(COUNTER);
    if (counter == null) {
      fill(session);
    } else if (request.getPathInfo().equals("/write")) {
      session.setAttribute(COUNTER, (Integer) counter + 1);
    }
    response.setContentType("text/plain");
    byte[] answer =
        (bytes(session) + " bytes in " + ATTRIBUTES + " attributes\n").getBytes(US_ASCII);
    response.setContentLength(answer.length);
    response.getOutputStream().write(answer);
  }

  private static void fill(HttpSession session) {
    for (int n = 0; n < ATTRIBUTES; n++) {
      session.setAttribute("a" + n, Integer.toString(n).repeat(BYTES));
    }
    session.setAttribute(COUNTER, 0);
  }

  private static int bytes(HttpSession session) {
    int sum = 0;
    for (int n = 0; n < ATTRIBUTES; n++) {
      sum += ((String) session.getAttribute("a" + n)).length();
    }
    return sum;
  }
}
