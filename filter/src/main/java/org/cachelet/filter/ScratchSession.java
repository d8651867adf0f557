// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A session that nobody comes back to, for pages that are made when the client has its response
 * already, so that no cookie can be sent. Thread-safe.
 */
final class ScratchSession implements HttpSession {
  private static final int SECONDS_PER_MINUTE = 60;

  private final Map<String, Object> attributes = new ConcurrentHashMap<>();
  private final String id = UUID.randomUUID().toString();
  private final ServletContext context;
  private final long created;
  private volatile int maxInactiveInterval;
  private volatile boolean ended;

  /**
   * Begins a session.
   *
   * @param created now, in milliseconds since 1970
   */
  ScratchSession(ServletContext context, long created) {
    this.context = context;
    this.created = created;
    this.maxInactiveInterval = context.getSessionTimeout() * SECONDS_PER_MINUTE;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public long getCreationTime() {
    check();
    return created;
  }

  @Override
  public long getLastAccessedTime() {
    check();
    return created;
  }

  @Override
  public ServletContext getServletContext() {
    return context;
  }

  @Override
  public int getMaxInactiveInterval() {
    return maxInactiveInterval;
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {
    maxInactiveInterval = seconds;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    check();
    return attributes.get(name);
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    check();
    return Collections.enumeration(attributes.keySet());
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    check();
    if (value == null) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
  }

  @Override
  public void removeAttribute(String name) {
    check();
    attributes.remove(name);
  }

  @Override
  public void invalidate() {
    check();
    ended = true;
    attributes.clear();
  }

  @Override
  public boolean isNew() {
    check();
    return true;
  }

  private void check() {
    if (ended) {
      throw new IllegalStateException("session was invalidated");
    }
  }
}
