// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cachelet.session.Session;
import org.cachelet.session.SessionAdmin;
import org.cachelet.session.SessionId;
import org.cachelet.session.filter.ServletSessions;

/** The sessions of all visitors, whatever node they use. Thread-safe. */
final class VisitorSessions {
  private final SessionAdmin admin;

  private VisitorSessions(SessionAdmin admin) {
    this.admin = admin;
  }

  /** Returns the sessions of the shop; empty if they are not in Redis but in each server. */
  static Optional<VisitorSessions> of(ServletContext context) {
    return ServletSessions.of(context).map(sessions -> new VisitorSessions(sessions.admin()));
  }

  /** Returns the name of the session of who asks. */
  static String ownName(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null
        ? ""
        : SessionId.parse(session.getId()).map(SessionId::storage).orElse("");
  }

  /** Returns how many there are. */
  int count() {
    return Math.toIntExact(admin.count());
  }

  /** Returns a part of all sessions, the last used of them first. */
  List<VisitorSession> page(Paging paging, Instant now) {
    return read(admin.list(paging.offset(), paging.size()), now);
  }

  /** Returns the sessions of a user, the last used first. */
  List<VisitorSession> of(String user, Instant now) {
    return read(admin.of(user), now);
  }

  private List<VisitorSession> read(List<String> names, Instant now) {
    return names.stream()
        .flatMap(name -> find(name, now).stream())
        .sorted(Comparator.comparing(VisitorSession::lastUse).reversed())
        .toList();
  }

  /** Returns a session, unless it has ended. */
  Optional<VisitorSession> find(String name, Instant now) {
    return admin.read(name, session -> VisitorSession.of(session, now));
  }

  /** Empties the cart of a visitor, who need not do anything for it. */
  boolean emptyCart(String name) {
    return admin.change(name, VisitorSessions::withoutCart).isPresent();
  }

  private static boolean withoutCart(Session session) {
    return session.removeAttribute(Visitor.CART) != null;
  }

  /** Ends a session on all nodes, and returns how many that were. */
  int end(String name) {
    return admin.end(name) ? 1 : 0;
  }

  /** Logs a user out on all nodes, and returns how many sessions that were. */
  int endAll(String user) {
    return admin.endAll(user);
  }
}
