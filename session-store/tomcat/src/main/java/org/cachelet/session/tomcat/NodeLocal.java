// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.SessionListener;

/**
 * What a session has on this node only: attributes that cannot leave it, as those of open
 * WebSockets, and listeners of the container, as that of single sign-on. Thread-safe; listeners
 * lock the list, as Tomcat does.
 *
 * @param attributes by name
 * @param listeners of the container
 */
record NodeLocal(Map<String, Object> attributes, ArrayList<SessionListener> listeners) {
  /** Begins without any. */
  NodeLocal() {
    this(new ConcurrentHashMap<>(), new ArrayList<>());
  }
}
