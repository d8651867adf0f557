// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.time.Duration;
import org.cachelet.cache.Settings;

/**
 * What an application has set for its sessions. Immutable.
 *
 * @param application whose sessions they are
 * @param times how long they are kept
 * @param outage what a request gets while Redis does not answer
 * @param nearAge how old a copy may be that is used then
 * @param nearSessions of how many sessions a node keeps copies
 * @param unreadable what becomes of attributes whose bytes cannot be read
 * @param maxPerUser how many sessions a user may have; 0 for any number
 * @param storesEmpty whether a new session is stored although it holds nothing
 */
record SessionOptions(
    String application,
    SessionTimes times,
    OutagePolicy outage,
    Duration nearAge,
    int nearSessions,
    UnreadablePolicy unreadable,
    int maxPerUser,
    boolean storesEmpty) {

  /** Reads the settings of an application. */
  static SessionOptions of(Settings settings, String contextPath) {
    return new SessionOptions(
        settings.find(SessionSettings.APPLICATION_NAME).orElse(contextPath),
        new SessionTimes(
            settings.value(SessionSettings.TOUCH_INTERVAL),
            settings.value(SessionSettings.GRACE),
            settings.value(SessionSettings.MAX_IDLE)),
        settings.value(SessionSettings.OUTAGE),
        settings.value(SessionSettings.NEAR_AGE),
        settings.value(SessionSettings.NEAR_SESSIONS),
        settings.value(SessionSettings.UNREADABLE),
        settings.value(SessionSettings.MAX_PER_USER),
        settings.value(SessionSettings.STORE_EMPTY));
  }
}
