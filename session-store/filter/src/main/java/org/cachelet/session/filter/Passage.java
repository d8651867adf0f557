// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.cachelet.cache.CalmLog;
import org.cachelet.session.SessionLock;
import org.cachelet.session.SessionOutageException;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request through the application: it waits for its turn, its session is saved at the
 * end, and it is answered for the application if the session cannot be had. Thread-safe.
 */
final class Passage {
  private static final int SERVER_ERROR = 500;

  private final SessionExchange exchange;
  private final HttpServletRequest request;
  private volatile @Nullable SessionLock turn;

  /** Begins with the request of the container. */
  Passage(SessionExchange exchange, HttpServletRequest request) {
    this.exchange = exchange;
    this.request = request;
  }

  /** Runs the application, saves what it leaves, and answers if Redis does not. */
  void run(HttpServletRequest shown, HttpServletResponse shownResponse, FilterChain chain)
      throws IOException, ServletException {
    try {
      takeTurn();
      chain.doFilter(shown, shownResponse);
      if (!shown.isAsyncStarted()) {
        exchange.commit();
        if (exchange.wasOut() && exchange.response().getStatus() >= SERVER_ERROR) {
          unavailable(); // the application has made another error of it
        }
      }
    } catch (IOException | ServletException | RuntimeException e) {
      if (!Outages.areIn(e)) {
        commitQuietly();
        throw e;
      }
      unavailable();
    } finally {
      if (!shown.isAsyncStarted()) {
        end();
      }
    }
  }

  /** Waits for other requests of the visitor, if settings want them one after the other. */
  private void takeTurn() {
    WebSessions application = exchange.application();
    if (turn != null || !application.takesTurns(request)) {
      return;
    }
    for (RequestedId id : exchange.ids().all()) {
      turn = application.sessions().turns().take(id.text()).orElse(null);
      if (turn != null) {
        return;
      }
    }
  }

  private void unavailable() throws IOException {
    if (exchange.response().isCommitted()) {
      log().warn("late", "a session cannot be had, and a response was sent already");
    } else {
      Outages.answer(request, exchange.response());
    }
  }

  /** Saves the session before an asynchronous response ends, or answers that Redis does not. */
  void commitOrRefuse() {
    try {
      exchange.commit();
    } catch (SessionOutageException e) {
      try {
        unavailable();
      } catch (IOException | IllegalStateException gone) {
        log().warn("late", "Redis does not answer, and neither can we", gone);
      }
    }
  }

  private void commitQuietly() {
    try {
      if (!request.isAsyncStarted()) {
        exchange.commit();
      }
    } catch (SessionOutageException e) {
      log().warn("save", "a session is not saved: " + e.getMessage());
    }
  }

  /** Says that the request is over, and lets the next one of the visitor in. */
  void end() {
    try {
      exchange.end();
    } finally {
      SessionLock mine = turn;
      turn = null;
      if (mine != null) {
        mine.close();
      }
    }
  }

  private CalmLog log() {
    return exchange.application().log();
  }
}
