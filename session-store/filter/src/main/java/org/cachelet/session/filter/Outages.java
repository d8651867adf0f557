// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.cachelet.session.SessionOutageException;
import org.jspecify.annotations.Nullable;

/** How a request ends that needs its session and cannot have it. */
final class Outages {
  private static final int MOST_CAUSES = 20;

  private Outages() {}

  /** Returns whether an exception comes from an outage, whoever has wrapped it. */
  static boolean areIn(Throwable thrown) {
    @Nullable Throwable cause = thrown;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
      if (cause instanceof SessionOutageException) {
        return true;
      }
      cause =
          cause instanceof ServletException servlet && servlet.getRootCause() != null
              ? servlet.getRootCause()
              : cause.getCause();
    }
    return false;
  }

  /** Says when to come again, and that nobody keeps this answer. */
  static void announce(HttpServletResponse response) {
    response.setHeader("Retry-After", "1");
    response.setHeader("Cache-Control", "no-store");
  }

  /** Answers so, in place of all that the application has written. */
  static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.resetBuffer();
    announce(response);
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }
}
