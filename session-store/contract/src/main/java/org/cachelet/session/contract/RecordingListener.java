// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;

/** Writes all that a container tells of sessions to the {@link Events}. Thread-safe. */
public final class RecordingListener
    implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {
  private final String name;

  /** Makes a listener whose events begin with a name. */
  public RecordingListener(String name) {
    this.name = name;
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    add(event, "created");
  }

  /** Notes the attribute "color" too, which must be readable still. */
  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    add(event, "destroyed color=" + event.getSession().getAttribute("color"));
  }

  @Override
  public void attributeAdded(HttpSessionBindingEvent event) {
    add(event, "added " + event.getName() + "=" + event.getValue());
  }

  @Override
  public void attributeRemoved(HttpSessionBindingEvent event) {
    add(event, "removed " + event.getName() + "=" + event.getValue());
  }

  @Override
  public void attributeReplaced(HttpSessionBindingEvent event) {
    add(event, "replaced " + event.getName() + "=" + event.getValue());
  }

  @Override
  public void sessionIdChanged(HttpSessionEvent event, String oldId) {
    boolean changed = !oldId.equals(event.getSession().getId());
    add(event, changed ? "id changed" : "id the same");
  }

  private void add(HttpSessionEvent event, String text) {
    Events.add(event.getSession().getServletContext(), name + " " + text);
  }
}
