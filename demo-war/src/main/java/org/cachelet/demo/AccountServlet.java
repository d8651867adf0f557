// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Shows customers where they are logged in, and logs them out everywhere. */
public final class AccountServlet extends PageServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Login login = new Visitor(request).login();
    if (login == null) {
      redirect(request, response, "/login?next=/account");
      return;
    }
    Map<String, Object> account = new HashMap<>();
    account.put("login", login);
    Instant since = login.since();
    Instant now = shop().clock().instant();
    account.put("mine", VisitorSessions.ownName(request));
    account.put("since", since == null ? "some time ago" : Elapsed.between(since, now));
    VisitorSessions.of(getServletContext())
        .ifPresent(sessions -> account.put("sessions", sessions.of(login.name(), now)));
    sendPrivately(request, response, "account", account);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Visitor visitor = new Visitor(request);
    Login login = visitor.login();
    visitor.leave();
    Optional<VisitorSessions> sessions = VisitorSessions.of(getServletContext());
    if (login != null) {
      sessions.ifPresent(all -> all.endAll(login.name()));
    }
    redirect(request, response, "/login");
  }
}
