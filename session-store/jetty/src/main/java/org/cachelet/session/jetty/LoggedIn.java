// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.security.Principal;
import org.eclipse.jetty.security.AuthenticationState;
import org.eclipse.jetty.security.authentication.LoginAuthenticator;
import org.eclipse.jetty.server.Request;

/** Who has logged in, as far as Jetty knows. Thread-safe. */
final class LoggedIn {
  /** A server without servlets need not have it. */
  private static final boolean HAS_SECURITY = hasSecurity();

  private LoggedIn() {}

  private static boolean hasSecurity() {
    try {
      Class.forName(
          "org.eclipse.jetty.security.AuthenticationState", false, LoggedIn.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Notes in a session whose it is, if the request has logged in or out. */
  static void note(Request request, JettySession session) {
    if (HAS_SECURITY) {
      Known.note(request, session);
    }
  }

  /** Loaded only where these classes are. */
  private static final class Known {
    static void note(Request request, JettySession session) {
      AuthenticationState state = AuthenticationState.getAuthenticationState(request);
      if (state instanceof AuthenticationState.Succeeded succeeded) {
        Principal user = succeeded.getUserIdentity().getUserPrincipal();
        session.setUser(user == null ? null : user.getName());
      } else if (state instanceof LoginAuthenticator.LoggedOutAuthentication) {
        session.setUser(null);
      }
    }
  }
}
