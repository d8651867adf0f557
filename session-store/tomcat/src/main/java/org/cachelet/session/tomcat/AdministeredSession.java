// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import org.cachelet.session.Session;

/**
 * A session as the tools of an administrator see it: its id is where it is stored, which opens
 * nothing, and what they change is saved at once.
 */
final class AdministeredSession extends TomcatSession {
  private static final long serialVersionUID = 1L;

  /** Shows a session that no request has asked for. */
  AdministeredSession(CacheletManager owner, Session shared) {
    super(owner, shared);
  }

  @Override
  public String getId() {
    return shared().storage();
  }

  @Override
  public String getIdInternal() {
    return shared().storage();
  }

  @Override
  public void removeAttribute(String name, boolean notify) {
    super.removeAttribute(name, notify);
    shared().commit();
  }
}
