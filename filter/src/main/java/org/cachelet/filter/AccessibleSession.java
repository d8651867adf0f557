// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link LazySession} with the method that Servlet 6.1 added. It is a class of its own because
 * the type of that method is missing in 6.0, where looking at the methods of a class with it, as
 * expression languages do, would fail.
 */
final class AccessibleSession extends LazySession {
  private static final boolean HAS_ACCESSOR = hasAccessor();

  private AccessibleSession(
      @Nullable HttpSession real,
      ServletContext context,
      Ledger ledger,
      Supplier<HttpSession> begin) {
    super(real, context, ledger, begin);
  }

  /** Returns the session for the Servlet version that runs. */
  static LazySession of(
      @Nullable HttpSession real,
      ServletContext context,
      Ledger ledger,
      Supplier<HttpSession> begin) {
    return HAS_ACCESSOR
        ? new AccessibleSession(real, context, ledger, begin)
        : new LazySession(real, context, ledger, begin);
  }

  @Override
  public Accessor getAccessor() {
    return needed("the session was kept for use outside of the request").getAccessor();
  }

  private static boolean hasAccessor() {
    for (Class<?> type : HttpSession.class.getClasses()) {
      if (type.getSimpleName().equals("Accessor")) {
        return true;
      }
    }
    return false;
  }
}
