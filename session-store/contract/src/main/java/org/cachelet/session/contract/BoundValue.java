// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value that is told of what becomes of it, and writes that to the {@link Events}. */
public final class BoundValue
    implements HttpSessionBindingListener, HttpSessionActivationListener, Serializable {
  private static final long serialVersionUID = 1L;

  private String name = "";

  /** Makes one without a name, as codecs need it. */
  public BoundValue() {}

  /** Makes one with a name. */
  public BoundValue(String name) {
    this.name = name;
  }

  @Override
  public void valueBound(HttpSessionBindingEvent event) {
    Events.add(event.getSession().getServletContext(), name + " bound to " + event.getName());
  }

  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    Events.add(event.getSession().getServletContext(), name + " unbound from " + event.getName());
  }

  @Override
  public void sessionWillPassivate(HttpSessionEvent event) {
    Events.add(event.getSession().getServletContext(), name + " passivated");
  }

  @Override
  public void sessionDidActivate(HttpSessionEvent event) {
    Events.add(event.getSession().getServletContext(), name + " activated");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BoundValue value && name.equals(value.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
