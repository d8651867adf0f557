// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix.site;

import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what the listeners of sessions are told. */
public final class Events
    implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {
  static final List<String> TOLD = new CopyOnWriteArrayList<>();

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    TOLD.add("created");
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    TOLD.add("destroyed");
  }

  @Override
  public void attributeAdded(HttpSessionBindingEvent event) {
    TOLD.add("added " + event.getName());
  }

  @Override
  public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
    TOLD.add("id changed");
  }
}
