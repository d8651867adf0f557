// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A filter in front of the cache, as security frameworks have: it knows the user of the session,
 * and tells the application by the request, by attributes and by a thread local.
 */
final class Front extends HttpFilter {
  /** The attribute of the session that holds the user's name. */
  static final String USER = "user";

  /** The attribute of the session and of the request that holds the token against forgery. */
  static final String CSRF = "_csrf";

  /** The attribute of the request that holds what scripts of this response are marked with. */
  static final String NONCE = "csp.nonce";

  private static final ThreadLocal<Login> CURRENT = new ThreadLocal<>();

  /** Who asks, as frameworks keep it for all that runs on the thread. */
  private record Login(String user, String session, String token) {
    static final Login NOBODY = new Login("nothing", "nothing", "nothing");
  }

  /** Returns the user of this thread's request, "nothing" if none is logged in. */
  static String currentUser() {
    return current().user();
  }

  /** Returns the id of the user's session, without a read of the request. */
  static String currentSession() {
    return current().session();
  }

  /** Returns the user's token against forgery, without a read of the request. */
  static String currentToken() {
    return current().token();
  }

  private static Login current() {
    Login login = CURRENT.get();
    return login == null ? Login.NOBODY : login;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpSession session = request.getSession(false);
    String user = session == null ? null : (String) session.getAttribute(USER);
    request.setAttribute(NONCE, UUID.randomUUID().toString());
    if (request.getRequestURI().startsWith("/x20/")) { // a trace id, as gateways and filters set
      response.setHeader("X-Request-Id", UUID.randomUUID().toString());
    }
    if (session == null || user == null) {
      chain.doFilter(request, response);
      return;
    }
    request.setAttribute(CSRF, session.getAttribute(CSRF));
    CURRENT.set(new Login(user, session.getId(), (String) session.getAttribute(CSRF)));
    try {
      chain.doFilter(new KnownVisitor(request, user), response);
    } finally {
      CURRENT.remove();
    }
  }

  private static final class KnownVisitor extends HttpServletRequestWrapper {
    private final String user;

    KnownVisitor(HttpServletRequest request, String user) {
      super(request);
      this.user = user;
    }

    @Override
    public @Nullable String getRemoteUser() {
      return user;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
      return () -> user;
    }

    @Override
    public boolean isUserInRole(String role) {
      return role.equals(user + "-admin");
    }
  }
}
