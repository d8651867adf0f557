// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Whether the client of a request has yet to be told the id of its session. Not thread-safe. */
final class CookieDuty {
  private final WebSessions application;
  private final HttpServletRequest request;
  private boolean isOpen;
  private boolean isDoneHere;

  /** Begins without anything to tell. */
  CookieDuty(WebSessions application, HttpServletRequest request) {
    this.application = application;
    this.request = request;
  }

  /** Notes that the client does not know the id. */
  void arise() {
    isOpen = true;
  }

  /** Sends the cookie if that is due and still possible, once the session is in Redis. */
  void fulfil(StoredSession session, HttpServletResponse response) {
    boolean isThere = session.real().isStored() && !session.hasEnded();
    if (!isOpen || !isThere || response.isCommitted()) {
      return;
    }
    application.cookie().add(request, response, session.id());
    if (isDoneHere) {
      application.cookie().keepLast(response);
    }
    isOpen = false;
    isDoneHere = true;
  }

  /** Notes that the response was reset, and the cookie with it. */
  void undo() {
    isOpen |= isDoneHere;
    isDoneHere = false;
  }
}
