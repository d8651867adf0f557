// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.SessionData;
import org.eclipse.jetty.session.SessionManager;

/** A session whose requests and times Jetty need not count, since Redis knows when it expires. */
abstract class UncountedSession extends ManagedSession {
  UncountedSession(SessionManager manager, SessionData data) {
    super(manager, data);
  }

  /** All requests of this node share what it holds; Redis knows when it has expired. */
  @Override
  public final boolean access(long time) {
    return isValid();
  }

  @Override
  public final boolean isExpiredAt(long time) {
    return false;
  }

  @Override
  public final boolean isResident() {
    return true;
  }

  @Override
  protected final void use() {
    // requests are counted by enter() and exit()
  }

  @Override
  public final void release() {
    // requests are counted by enter() and exit(); timers are of no use
  }
}
