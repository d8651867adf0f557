// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

/** The answer 304 (RFC 9110 section 15.4.5). */
final class NotModified {
  private static final String[] CARRIED = {
    "Cache-Control", "Content-Location", "Date", "ETag", "Expires", "Vary"
  };

  private NotModified() {}

  /**
   * Returns whether a 304 repeats a field of a stored 200: those that it must, and Last-Modified
   * where there is no ETag to know the response by.
   */
  static boolean isCarried(String name, FieldNames stored) {
    for (String carried : CARRIED) {
      if (carried.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return name.equalsIgnoreCase("Last-Modified") && stored.indexOf("ETag") < 0;
  }
}
