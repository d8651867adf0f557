// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import org.apache.catalina.connector.Request;
import org.cachelet.session.SessionLock;
import org.cachelet.session.SessionTurns;
import org.jspecify.annotations.Nullable;

/**
 * The turn of a request where settings want those of a visitor one after the other. Used by one
 * request, by one of its threads after the other.
 */
final class Turn implements AsyncListener {
  private static final String NOTE = Turn.class.getName();

  private volatile @Nullable SessionLock lock;

  private Turn() {}

  /** Returns that of a request, which may not need one. */
  static Turn of(Request request) {
    if (request.getNote(NOTE) instanceof Turn known) {
      return known;
    }
    Turn made = new Turn();
    request.setNote(NOTE, made);
    return made;
  }

  /**
   * Waits for it, if the request needs one.
   *
   * @param id what the client sent; null if nothing
   * @throws org.cachelet.session.SessionOutageException if it does not come in time
   */
  void take(Request request, SessionTurns turns, @Nullable String id) {
    if (lock == null
        && id != null
        && turns.areTaken()
        && request.getDispatcherType() == DispatcherType.REQUEST
        && isTaken(request, turns)) {
      lock = turns.take(id).orElse(null);
    }
  }

  private static boolean isTaken(Request request, SessionTurns turns) {
    String rest = request.getPathInfo();
    String path = rest == null ? request.getServletPath() : request.getServletPath() + rest;
    String sent = request.getRequestURI().substring(request.getContextPath().length());
    return turns.areTaken(path) || turns.areTaken(sent);
  }

  /** Ends it, unless the application goes on in another thread: then with that. */
  void end(Request request) {
    if (lock != null && request.isAsync()) {
      request.getAsyncContextInternal().addListener(this);
    } else {
      end();
    }
  }

  private void end() {
    SessionLock mine = lock;
    lock = null;
    if (mine != null) {
      mine.close();
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {} // onComplete follows

  @Override
  public void onError(AsyncEvent event) {} // onComplete follows

  @Override
  public void onStartAsync(AsyncEvent event) {} // the valve adds it again
}
