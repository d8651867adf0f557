// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.lang.StackWalker.Option.RETAIN_CLASS_REFERENCE;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Set;

/**
 * Tells reads that no page can depend on: Spring MVC reads the client's address, session id and
 * user name after each request, for an event that says the request was handled.
 */
final class Bookkeeping {
  private static final StackWalker WALKER = StackWalker.getInstance(RETAIN_CLASS_REFERENCE);
  private static final Set<String> BETWEEN =
      Set.of(
          Bookkeeping.class.getName(),
          Ledger.class.getName(),
          "org.cachelet.cache.servlet.Watch",
          "org.springframework.web.util.WebUtils");
  private static final String READER = "org.springframework.web.servlet.FrameworkServlet";
  private static final Set<String> METHODS =
      Set.of("publishRequestHandledEvent", "getUsernameForRequest");

  private Bookkeeping() {}

  /** Returns whether it is such a reader that called the request or session on this thread. */
  static boolean isReading() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !isBetween(frame.getDeclaringClass()))
                .findFirst()
                .map(frame -> isReader(frame.getClassName(), frame.getMethodName()))
                .orElse(false));
  }

  private static boolean isReader(String type, String method) {
    return type.equals(READER) && METHODS.contains(method);
  }

  private static boolean isBetween(Class<?> type) {
    return ServletRequest.class.isAssignableFrom(type)
        || HttpSession.class.isAssignableFrom(type)
        || BETWEEN.contains(type.getName());
  }
}
