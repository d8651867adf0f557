// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Set;

/** The methods that change nothing at the origin (RFC 9110 section 9.2.1). */
public final class SafeMethods {
  /** Those of RFC 9110, and what the registry of methods calls safe besides. */
  private static final Set<String> SAFE =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PRI", "PROPFIND", "QUERY", "REPORT", "SEARCH");

  private SafeMethods() {}

  /** Returns whether a method is known to be safe; methods are case-sensitive. */
  public static boolean contains(String method) {
    return SAFE.contains(method);
  }
}
