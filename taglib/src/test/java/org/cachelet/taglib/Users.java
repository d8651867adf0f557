// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A login as frameworks do it: {@code /login?user=ann&role=editor} puts the user into the session,
 * and {@code /logout} ends it. Thread-safe.
 */
final class Users extends HttpFilter {
  private static final long serialVersionUID = 1;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpSession session = request.getSession(false);
    if (request.getRequestURI().equals("/login")) {
      request.getSession().setAttribute("login.user", request.getParameter("user"));
      request.getSession().setAttribute("login.role", request.getParameter("role"));
    } else if (request.getRequestURI().equals("/logout") && session != null) {
      session.invalidate();
    } else {
      chain.doFilter(new OfUser(request, session), response);
    }
  }

  /** A request of the user in a session. */
  private static final class OfUser extends HttpServletRequestWrapper {
    private final @Nullable String user;
    private final @Nullable String role;

    OfUser(HttpServletRequest request, @Nullable HttpSession session) {
      super(request);
      user = session == null ? null : (String) session.getAttribute("login.user");
      role = session == null ? null : (String) session.getAttribute("login.role");
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
      return user == null ? null : () -> user;
    }

    @Override
    public @Nullable String getRemoteUser() {
      return user;
    }

    @Override
    public boolean isUserInRole(String asked) {
      return role != null && Arrays.asList(role.split("\\+")).contains(asked);
    }
  }
}
