// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.List;

/**
 * The sessions of an application on all nodes, for the tools of an administrator. They are named by
 * where they are stored, which opens none of them. All fails while Redis does not answer.
 */
public interface SessionsMXBean {
  /** Returns how many sessions there are; those that have just expired may be among them. */
  long getCount();

  /** Returns where the sessions of a user are stored. */
  List<String> sessionsOf(String user);

  /** Ends the session that is stored there, and returns whether this call did. */
  boolean end(String storage);

  /** Ends all sessions of a user, and returns how many. */
  int endAll(String user);
}
