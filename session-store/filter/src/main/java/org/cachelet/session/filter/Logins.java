// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the session of a request when somebody logs in or out: an id that was known
 * before a login is worthless after it.
 */
final class Logins {
  private final SessionExchange exchange;
  private final HttpServletRequest request;
  private boolean isRecognized;

  /** Begins with the request of the container. */
  Logins(SessionExchange exchange, HttpServletRequest request) {
    this.exchange = exchange;
    this.request = request;
  }

  /** Gives a session another id if the container has let in somebody whose it was not yet. */
  void recognize(StoredSession opened) {
    Principal user = mayBeLetIn() ? request.getUserPrincipal() : null;
    if (user == null
        || opened.real().user().filter(user.getName()::equals).isPresent()
        || exchange.response().isCommitted()) {
      return;
    }
    opened.real().setUser(user.getName());
    exchange.changeId(opened);
    isRecognized = true;
  }

  /** Returns whether it is worth asking who it is: Jetty looks for a login then. */
  private boolean mayBeLetIn() {
    return request.getAuthType() != null || request.getHeader("Authorization") != null;
  }

  /** Notes that the container was asked to let somebody in, and has. */
  void authenticated() {
    StoredSession current = exchange.find();
    if (current != null) {
      recognize(current);
    }
  }

  /** Notes that somebody has logged in. */
  void loggedIn() {
    if (exchange.find() != null && !isRecognized && !exchange.response().isCommitted()) {
      exchange.changeId();
    }
  }

  /** Forgets whose session it is. */
  void loggedOut() {
    setUser(null);
  }

  /** Says whose session it is; null for nobody's. */
  void setUser(@Nullable String name) {
    StoredSession current = name == null ? exchange.find() : exchange.findOrBegin();
    if (current != null) {
      current.real().setUser(name);
      current.real().need();
      exchange.touched();
    }
  }
}
