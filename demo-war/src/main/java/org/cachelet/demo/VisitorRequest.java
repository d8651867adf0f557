// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request that knows what the session tells of its visitor. Used by one request. */
final class VisitorRequest extends HttpServletRequestWrapper {
  private final HttpServletRequest request;

  VisitorRequest(HttpServletRequest request) {
    super(request);
    this.request = request;
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return new Visitor(request).login();
  }

  @Override
  public @Nullable String getRemoteUser() {
    Login login = new Visitor(request).login();
    return login == null ? null : login.name();
  }

  @Override
  public boolean isUserInRole(String role) {
    Login login = new Visitor(request).login();
    return switch (role) {
      case Login.CUSTOMER -> login != null;
      case Login.ADMIN -> login != null && login.administrator();
      default -> false;
    };
  }

  @Override
  public Locale getLocale() {
    return Language.of(request).locale();
  }

  @Override
  public Enumeration<Locale> getLocales() {
    return Collections.enumeration(Collections.singleton(getLocale()));
  }
}
