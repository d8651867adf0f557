// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

/** What a case is about; the names are the first letters of the ids. */
enum Group {
  /** Hosts, ports, schemes, encodings. */
  K("keys"),
  /** Parameters. */
  Q("queries"),
  /** Paths that are understood in several ways. */
  P("paths"),
  /** Other methods than GET. */
  M("methods"),
  /** What selects one of several pages. */
  V("variants"),
  /** What responses say of themselves. */
  S("storability"),
  /** Logins, sessions, cookies. */
  U("users"),
  /** Errors, redirects, statuses without a page. */
  E("errors"),
  /** Where messages begin and end. */
  F("framing"),
  /** Parts of pages, conditions. */
  R("ranges"),
  /** Floods. */
  L("load"),
  /** What pages tell that nobody should know. */
  X("leaks"),
  /** Purging, switching on, learning keys. */
  I("control"),
  /** Sessions in Redis. */
  H("HTTP sessions");

  private final String text;

  Group(String text) {
    this.text = text;
  }

  /** Returns what it is called. */
  String text() {
    return text;
  }
}
