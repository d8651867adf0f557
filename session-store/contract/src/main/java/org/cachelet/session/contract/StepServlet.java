// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does the steps that the parameters {@code s} name, one after the other, each a verb with
 * arguments as {@code set:color:red}. What they return is the body, one line each; a step that
 * throws what the API says it throws has {@code !IllegalStateException} for a line. Where another
 * request has dispatched to it, the parameters are {@code t}.
 */
final class StepServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setContentType("text/plain");
    response.setCharacterEncoding("UTF-8");
    new Run(request, response).go();
  }

  /** One request's steps. */
  static final class Run {
    final HttpServletRequest request;
    final HttpServletResponse response;
    final StringBuilder body = new StringBuilder();
    private final ArrayDeque<String> steps;
    private boolean isLeft;

    Run(HttpServletRequest request, HttpServletResponse response) {
      this.request = request;
      this.response = response;
      boolean isFirst = request.getDispatcherType() == DispatcherType.REQUEST;
      String[] all = request.getParameterValues(isFirst ? "s" : "t");
      steps = new ArrayDeque<>(all == null ? List.of() : List.of(all));
    }

    void go() throws ServletException, IOException {
      while (!isLeft && !steps.isEmpty()) {
        String[] words = steps.remove().split(":", 3);
        @Nullable Object line = step(words);
        if (line != null) {
          body.append(line).append('\n');
        }
      }
      print();
    }

    private @Nullable Object step(String[] words) throws ServletException, IOException {
      String first = words.length > 1 ? words[1] : "";
      String second = words.length > 2 ? words[2] : "";
      try {
        @Nullable Object done = SessionSteps.step(request, words[0], first, second);
        return done == SessionSteps.UNKNOWN ? ResponseSteps.step(this, words[0], first) : done;
      } catch (IllegalStateException | IllegalArgumentException e) {
        return "!" + e.getClass().getSimpleName();
      }
    }

    /** Leaves the other steps undone, or to another thread, and the body to somebody else. */
    void leave() {
      isLeft = true;
    }

    /** Does the other steps in another thread, which calls this. */
    void goOn() throws ServletException, IOException {
      isLeft = false;
      go();
    }

    /** Writes what steps have returned so far. */
    void print() throws IOException {
      if (!isLeft && !body.isEmpty()) {
        response.getWriter().print(body);
        body.setLength(0);
      }
    }
  }
}
