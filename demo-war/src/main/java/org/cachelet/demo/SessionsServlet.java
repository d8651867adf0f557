// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets an administrator see who is in the shop, on whatever node, and end sessions. */
public final class SessionsServlet extends AdminPageServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<VisitorSessions> sessions = VisitorSessions.of(getServletContext());
    Optional<String> one = parameter(request, "session");
    if (sessions.isEmpty()) {
      sendPrivately(request, response, "sessions", Map.of("inRedis", false, "user", ""));
    } else if (one.isPresent()) {
      sendOne(request, response, sessions.get().find(one.get(), now()));
    } else {
      sendList(request, response, sessions.get());
    }
  }

  private void sendOne(
      HttpServletRequest request, HttpServletResponse response, Optional<VisitorSession> session)
      throws IOException {
    if (session.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    sendPrivately(
        request,
        response,
        "session",
        Map.of("one", session.get(), "mine", VisitorSessions.ownName(request)));
  }

  private void sendList(
      HttpServletRequest request, HttpServletResponse response, VisitorSessions sessions)
      throws IOException {
    String user = user(request);
    List<VisitorSession> ofUser = user.isEmpty() ? List.of() : sessions.of(user, now());
    int total = user.isEmpty() ? sessions.count() : ofUser.size();
    Optional<Paging> paging = Paging.of(parameter(request, "page"), total);
    if (paging.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Map<String, Object> list = new HashMap<>();
    list.put("inRedis", true);
    list.put("user", user);
    list.put("mine", VisitorSessions.ownName(request));
    list.put("total", total);
    list.put("paging", paging.get());
    list.put("shown", user.isEmpty() ? sessions.page(paging.get(), now()) : ofUser);
    parameter(request, "ended").flatMap(Numbers::parse).ifPresent(n -> list.put("ended", n));
    sendPrivately(request, response, "sessions", list);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<VisitorSessions> sessions = VisitorSessions.of(getServletContext());
    String name = parameter(request, "session").orElse("");
    String action = sessions.isEmpty() ? "" : parameter(request, "action").orElse("");
    switch (action) {
      case "end" -> redirectToList(request, response, sessions.get().end(name));
      case "end-all" -> redirectToList(request, response, sessions.get().endAll(user(request)));
      case "empty-cart" -> {
        sessions.get().emptyCart(name);
        redirect(request, response, "/admin/sessions?session=" + encoded(name));
      }
      default -> response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
  }

  private static void redirectToList(
      HttpServletRequest request, HttpServletResponse response, int ended) throws IOException {
    redirect(
        request, response, "/admin/sessions?user=" + encoded(user(request)) + "&ended=" + ended);
  }

  private Instant now() {
    return shop().clock().instant();
  }

  private static String user(HttpServletRequest request) {
    return parameter(request, "user").orElse("").strip();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
