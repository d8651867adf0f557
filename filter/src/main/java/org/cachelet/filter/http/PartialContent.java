// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Locale;
import java.util.Set;

/** The fields of the answers 206 (RFC 9110 section 15.3.7) and 416 (section 15.5.17). */
public final class PartialContent {
  private static final Set<String> DESCRIBING =
      Set.of("content-encoding", "content-language", "content-type", "last-modified");

  private PartialContent() {}

  /**
   * Returns the fields of a 206 for a client that has the others: those that describe the body are
   * left out that a 304 would not have, either.
   *
   * @param stored the fields of the 200
   */
  public static HttpFields continued(HttpFields stored) {
    HttpFields.Builder fields = HttpFields.builder();
    for (int line = 0; line < stored.size(); line++) {
      if (!DESCRIBING.contains(stored.name(line).toLowerCase(Locale.ROOT))) {
        fields.add(stored.name(line), stored.value(line));
      }
    }
    return fields.build();
  }

  /**
   * Returns the fields of a 416. It is not to be stored, which the lifetime of the page does not
   * say to caches on the way that know nothing of ranges.
   *
   * @param length the length of the body
   */
  public static HttpFields unsatisfiable(int length) {
    return HttpFields.of("Content-Range", "bytes */" + length, "Cache-Control", "no-store");
  }
}
