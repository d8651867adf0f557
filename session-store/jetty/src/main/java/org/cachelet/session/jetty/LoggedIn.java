// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.security.Principal;
import java.util.Optional;
import org.eclipse.jetty.security.AuthenticationState;
import org.eclipse.jetty.server.Request;

/** Who has logged in, as far as Jetty knows. Thread-safe. */
final class LoggedIn {
  /** A server without servlets need not have it. */
  private static final boolean HAS_SECURITY = hasSecurity();

  private LoggedIn() {}

  private static boolean hasSecurity() {
    try {
      Class.forName(
          "org.eclipse.jetty.security.AuthenticationState",
          false,
          LoggedIn.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Returns the name of the user of a request who has been authenticated; empty if none has. */
  static Optional<String> nameOf(Request request) {
    return HAS_SECURITY ? Known.nameOf(request) : Optional.empty();
  }

  /** Loaded only where these classes are. */
  private static final class Known {
    static Optional<String> nameOf(Request request) {
      AuthenticationState state = AuthenticationState.getAuthenticationState(request);
      return state instanceof AuthenticationState.Succeeded succeeded
          ? Optional.ofNullable(succeeded.getUserIdentity().getUserPrincipal())
              .map(Principal::getName)
          : Optional.empty();
    }
  }
}
