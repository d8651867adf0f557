// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.List;

/**
 * The sessions of an application, for the tools of an administrator. The operations and {@code
 * Count} are about all nodes, name sessions by where they are stored, which opens none of them, and
 * fail while Redis does not answer. All else is what happened on this node; see {@link
 * SessionStatistics} for the meaning of each figure. No id is among it.
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

  /** Returns the sessions that Redis had for an id. */
  long getFound();

  /** Returns the ids of the right form without a session. */
  long getMissing();

  /** Returns the sessions stored for the first time. */
  long getCreated();

  /** Returns the sessions ended by the application. */
  long getEnded();

  /** Returns the sessions ended from outside. */
  long getEndedByAdmin();

  /** Returns the sessions ended since their user had too many. */
  long getEndedForLimit();

  /** Returns the sessions whose listeners were told that they expired. */
  long getExpired();

  /** Returns the requests that used a session. */
  long getRequests();

  /** Returns the times that something was written. */
  long getSaved();

  /** Returns the times that something was not written, since the session had ended. */
  long getDropped();

  /** Returns the attempts to compute an attribute that another request came before. */
  long getConflicts();

  /** Returns the attributes whose bytes could not be read. */
  long getUnreadable();

  /** Returns the sessions that could not be read or written in an outage. */
  long getOutages();

  /** Returns the requests served in an outage with the copy of this node. */
  long getNearUses();

  /** Returns the changes that were tried again after an outage and given up. */
  long getLost();

  /** Returns the changes that are being tried again now. */
  long getPending();

  /** Returns the sessions that this node has copies of now. */
  long getNear();
}
