// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.SessionTrackingMode;
import org.apache.catalina.Context;

/** How clients send the ids of their sessions to an application. */
final class Tracking {
  private Tracking() {}

  /** Returns whether the id may be that of the TLS session, which is not made here. */
  static boolean isByTls(Context context) {
    return is(context, SessionTrackingMode.SSL);
  }

  /** Returns whether the id may be in a cookie. */
  static boolean isByCookie(Context context) {
    return is(context, SessionTrackingMode.COOKIE);
  }

  private static boolean is(Context context, SessionTrackingMode mode) {
    return context.getServletContext().getEffectiveSessionTrackingModes().contains(mode);
  }
}
