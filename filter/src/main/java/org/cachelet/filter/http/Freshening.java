// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How a 304 changes the fields of the response that it confirms (RFC 9111 section 3.2). */
public final class Freshening {
  /**
   * What the stored bytes depend on: the length, and what says how to read and to compress them. A
   * 304 is made without a body, so it does not know these.
   */
  private static final List<String> OF_THE_BODY =
      List.of("Content-Encoding", "Content-Length", "Content-Range", "Content-Type");

  private Freshening() {}

  /** Returns whether a field depends on the body, so that that of a 304 does not count. */
  public static boolean isOfTheBody(String name) {
    return OF_THE_BODY.stream().anyMatch(name::equalsIgnoreCase);
  }

  /**
   * Returns the stored fields, with those of the 304 in place of all that have the same names. Date
   * is that of the 304 or none, since the response is as good as new.
   *
   * @param stored the fields of the stored response
   * @param update the fields of the 304
   */
  public static HttpFields of(HttpFields stored, HttpFields update) {
    Set<String> kept = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    kept.addAll(OF_THE_BODY);
    if (update.first("ETag").flatMap(EntityTag::parse).isEmpty()) {
      kept.add("ETag"); // what is no tag replaces none
    }
    Set<String> replaced = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    replaced.addAll(update.names());
    replaced.removeAll(kept);
    HttpFields.Builder fields = HttpFields.builder();
    for (int line = 0; line < stored.size(); line++) {
      String name = stored.name(line);
      if (!replaced.contains(name) && !name.equalsIgnoreCase("Date")) {
        fields.add(name, stored.value(line));
      }
    }
    for (int line = 0; line < update.size(); line++) {
      if (!kept.contains(update.name(line))) {
        fields.add(update.name(line), update.value(line));
      }
    }
    return fields.build();
  }
}
