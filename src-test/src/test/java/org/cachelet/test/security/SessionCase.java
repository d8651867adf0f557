// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

/**
 * An attack on sessions, or a mistake that others made with them.
 *
 * @param id the letter of the group and a number
 * @param origin the incident or the rule that it stands for
 * @param text what is tried
 * @param script what visitors and attackers do, and what must come of it
 */
record SessionCase(String id, Origin origin, String text, Script script) implements Listed {

  /** What visitors and attackers do, and what must come of it. */
  interface Script {
    /**
     * Tries it.
     *
     * @throws AssertionError if somebody gets what is not theirs
     */
    void run(SessionSite site) throws Exception;
  }

  @Override
  public String toString() {
    return id + " " + text;
  }
}
