// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Supplier;
import org.cachelet.cache.Input;
import org.jspecify.annotations.Nullable;

/**
 * The session as a page sees it that may be shared: reads are reported, and where there was no
 * session, none is begun before one is needed. From the first thing that concerns one visitor only,
 * the page is refused, and this is no more than another name for the real session. As thread-safe
 * as that.
 */
class LazySession implements HttpSession {
  private final ServletContext context;
  private final Ledger ledger;
  private final Supplier<HttpSession> begin;
  private volatile @Nullable HttpSession real;
  private volatile boolean ended;

  /**
   * Stands for a session.
   *
   * @param real the session that there is; null if there is none yet
   * @param begin begins one
   */
  LazySession(
      @Nullable HttpSession real,
      ServletContext context,
      Ledger ledger,
      Supplier<HttpSession> begin) {
    this.real = real;
    this.context = context;
    this.ledger = ledger;
    this.begin = begin;
  }

  /**
   * Returns whether this still is the session of the request when the container has {@code
   * current}. One that the container began by itself, for a login perhaps, is taken over.
   */
  boolean standsFor(@Nullable HttpSession current) {
    if (real == null && !ended) {
      real = current;
    }
    return !ended && (real == current || real instanceof ScratchSession);
  }

  /** Returns whether there is a session in the container. */
  boolean isReal() {
    return real != null;
  }

  /** Begins the session if that is still to be done. */
  HttpSession real() {
    HttpSession session = real;
    if (session == null) {
      session = begin.get();
      real = session;
    }
    return session;
  }

  /** Notes that the page depends on whether there is a session. */
  void readExistence() {
    HttpSession session = real;
    ledger.read(
        InputKind.SESSION.input(), session == null ? Value.ABSENT : Inputs.existence(session));
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    HttpSession session = checked();
    Object value = session == null ? null : session.getAttribute(name);
    ledger.read(attribute(name), Inputs.stored(value));
    return value;
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    HttpSession session = checked();
    ledger.read(
        InputKind.SESSION_NAMES.input(),
        session == null ? Value.ABSENT : Inputs.sessionNames(session));
    return session == null ? Collections.emptyEnumeration() : session.getAttributeNames();
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    if (value == null) {
      removeAttribute(name);
    } else {
      needed("attribute " + name + " of the session was set").setAttribute(name, value);
    }
  }

  @Override
  public void removeAttribute(String name) {
    HttpSession session = checked();
    if (session == null || session.getAttribute(name) == null) {
      ledger.read(attribute(name), Value.ABSENT);
    } else {
      needed("attribute " + name + " of the session was removed").removeAttribute(name);
    }
  }

  @Override
  public boolean isNew() {
    HttpSession session = checked();
    readExistence();
    return session == null || session.isNew();
  }

  @Override
  public int getMaxInactiveInterval() {
    return needed("the timeout of the session was read").getMaxInactiveInterval();
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {
    needed("the timeout of the session was set").setMaxInactiveInterval(seconds);
  }

  @Override
  public String getId() {
    HttpSession session = checked();
    return session != null && ledger.isForTheRecord()
        ? session.getId()
        : needed("the id of the session was read").getId();
  }

  @Override
  public long getCreationTime() {
    return needed("the creation time of the session was read").getCreationTime();
  }

  @Override
  public long getLastAccessedTime() {
    return needed("the last access to the session was read").getLastAccessedTime();
  }

  @Override
  public void invalidate() {
    if (checked() == null) {
      readExistence();
    } else {
      needed("the session was invalidated").invalidate();
    }
    ended = true;
  }

  @Override
  public ServletContext getServletContext() {
    return context;
  }

  /** Returns the real session, for something that concerns one visitor only. */
  final HttpSession needed(String reason) {
    checked();
    ledger.refuse(reason);
    return real();
  }

  /** Returns the real session if there is one, which checks for itself whether it has ended. */
  private @Nullable HttpSession checked() {
    HttpSession session = real;
    if (session == null && ended) {
      throw new IllegalStateException("session was invalidated");
    }
    return session;
  }

  private static Input attribute(String name) {
    return InputKind.SESSION.input(name);
  }
}
