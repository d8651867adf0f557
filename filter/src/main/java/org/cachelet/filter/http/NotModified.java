// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

/** The answer 304 (RFC 9110 section 15.4.5). */
public final class NotModified {
  private static final String[] CARRIED = {
    "Cache-Control", "Content-Location", "Date", "ETag", "Expires", "Vary"
  };

  private NotModified() {}

  /**
   * Returns the fields of a stored 200 that a 304 must repeat, and Last-Modified where there is no
   * ETag to know the response by.
   */
  public static HttpFields fields(HttpFields stored) {
    HttpFields.Builder fields = HttpFields.builder();
    for (int line = 0; line < stored.size(); line++) {
      if (isCarried(stored.name(line), stored)) {
        fields.add(stored.name(line), stored.value(line));
      }
    }
    return fields.build();
  }

  /** Returns whether a field of a stored 200 is among {@link #fields(HttpFields)}. */
  public static boolean isCarried(String name, HttpFields stored) {
    for (String carried : CARRIED) {
      if (carried.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return name.equalsIgnoreCase("Last-Modified") && !stored.contains("ETag");
  }
}
