// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

/** An attack, or a mistake that others made, as the documentation lists it. */
interface Listed {
  /** Returns the letter of its group and a number. */
  String id();

  /** Returns the incident or the rule that it stands for. */
  Origin origin();

  /** Returns what is tried. */
  String text();

  /** Returns its group: keys, queries and so on. */
  default Group group() {
    return Group.valueOf(id().substring(0, 1));
  }
}
