// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the application does with sessions, by the last part of the path. It sends the attributes of
 * the session in the order of their names, or "nothing" where there is none.
 */
final class SessionPages extends HttpServlet {
  /** The attribute at whose sight the listener fails. */
  static final String TRAP = "trap";

  private static final int PATIENCE_SECONDS = 20;

  /** Where a slow request and the test meet, twice. */
  private final CyclicBarrier meeting;

  SessionPages(CyclicBarrier meeting) {
    this.meeting = meeting;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String what = request.getRequestURI().replaceFirst(".*/", "");
    response.getWriter().print(answer(what.replaceFirst(";.*", ""), request));
  }

  private String answer(String what, HttpServletRequest request) {
    return switch (what) {
      case "open" -> String.valueOf(request.getSession() != null);
      case "set" -> set(request);
      case "login" -> login(request);
      case "logout" -> logout(request.getSession(false));
      case "text" -> String.valueOf(request.getSession());
      case "slow" -> slow(request);
      case "find" -> shown(request.getSession(false));
      default -> "nothing is read";
    };
  }

  private static String set(HttpServletRequest request) {
    HttpSession session = request.getSession();
    request.getParameterMap().forEach((name, values) -> session.setAttribute(name, values[0]));
    return shown(session);
  }

  /** Logs in as frameworks do: the session gets another id, then what it is worth. */
  private static String login(HttpServletRequest request) {
    request.getSession();
    request.changeSessionId();
    return set(request);
  }

  private static String logout(@Nullable HttpSession session) {
    if (session == null) {
      return "nothing";
    }
    session.invalidate();
    return "ended";
  }

  /** Uses the session before and after something else happens. */
  private String slow(HttpServletRequest request) {
    shown(request.getSession(false));
    meet(meeting);
    meet(meeting);
    try {
      return set(request);
    } catch (IllegalStateException e) {
      return "ended"; // as the container says it
    }
  }

  /** Waits until another thread is here too. */
  static void meet(CyclicBarrier meeting) {
    try {
      meeting.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("nobody came", e);
    }
  }

  private static String shown(@Nullable HttpSession session) {
    if (session == null) {
      return "nothing";
    }
    Map<String, Object> shown = new TreeMap<>();
    Collections.list(session.getAttributeNames())
        .forEach(name -> shown.put(name, String.valueOf(session.getAttribute(name))));
    return shown.toString();
  }

  /** A listener that fails. */
  static final class Failing implements HttpSessionListener {
    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
      if (event.getSession().getAttribute(TRAP) != null) {
        throw new IllegalStateException("a listener fails, as a test wants it");
      }
    }
  }
}
