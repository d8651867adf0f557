// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.util.Optional;
import org.cachelet.session.Session;
import org.cachelet.session.SessionOutageException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;

/**
 * How far one request has come with its session: Redis is asked when the request first needs it,
 * and the request counts from when it has entered the application until it is over. All but {@link
 * #hasLookupFailed} is called with the lock of the session.
 */
final class SessionPhase {
  private final JettySessionCache cache;
  private final JettySessionData data;
  private boolean isEntered;
  private boolean isVerified;
  private boolean isBegun;
  private boolean isOver;
  private boolean isAbsent;
  private volatile boolean hasLookupFailed;

  SessionPhase(JettySessionCache cache, JettySessionData data) {
    this.cache = cache;
    this.data = data;
  }

  /** Says that nobody knows whether there is such a session. */
  void failed() {
    hasLookupFailed = true;
  }

  /** Says that Redis has been asked, or need not be. */
  void verified() {
    isVerified = true;
  }

  /** Says that what Redis said before does not count. */
  void mustVerifyAgain() {
    isVerified = false;
  }

  /** Says that the request goes on to the application: from now on, what it asks counts. */
  void enter() {
    isEntered = true;
    if (isVerified) {
      begin();
    }
  }

  private void begin() {
    if (!isBegun && !isOver && data.sessionOrNull() != null) {
      isBegun = true;
      data.session().begin();
    }
  }

  /** Asks Redis, once in each request. */
  void verify() {
    if (hasLookupFailed) {
      refuse();
    } else if (!isVerified) {
      isVerified = true;
      try {
        take(cache.find(data.getId()));
      } catch (SessionOutageException e) {
        hasLookupFailed = true;
        refuse();
      }
    }
  }

  private void refuse() {
    if (!cache.isAnonymousInOutages()) {
      throw unavailable();
    }
    isAbsent = true;
  }

  private void take(Optional<Session> found) {
    isAbsent = found.isEmpty();
    found.ifPresent(data::session);
    if (isEntered) {
      begin();
    }
  }

  /** Returns what makes the response one of 503. */
  static HttpException.RuntimeException unavailable() {
    return new HttpException.RuntimeException(
        HttpStatus.SERVICE_UNAVAILABLE_503, "sessions cannot be reached");
  }

  /** Says that the request is over, or that the session is for it alone. */
  void end() {
    isOver = true;
  }

  boolean isEntered() {
    return isEntered;
  }

  /** Returns whether the request is under way and uses the session. */
  boolean isInUse() {
    return isBegun && !isOver;
  }

  /** Returns whether the request has used the session, or does. */
  boolean isBegun() {
    return isBegun;
  }

  boolean isOver() {
    return isOver;
  }

  /** Returns whether the request never asked for the session. */
  boolean isUnused() {
    return !isVerified && !hasLookupFailed && !isOver;
  }

  /** Returns whether Redis has no such session, or does not say. */
  boolean isAbsent() {
    return isAbsent;
  }

  /** Returns whether Redis did not say whether there is such a session. */
  boolean hasLookupFailed() {
    return hasLookupFailed;
  }
}
