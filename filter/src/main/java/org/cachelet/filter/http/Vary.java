// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The request fields by which a response was selected, from all Vary lines (RFC 9111 section 4.1).
 *
 * @param names their names in lower case and alphabetical order, each once
 * @param selection whether another request can be found to match
 */
public record Vary(Set<String> names, Selection selection) {
  /** Whether other requests can be found to select the same response. */
  public enum Selection {
    /** Those that have the same values. */
    BY_FIELDS,
    /** None: a member is a star, or no name of a field. */
    NEVER
  }

  /** Returns what the fields of a response say. */
  public static Vary of(HttpFields fields) {
    Set<String> names = new TreeSet<>();
    Selection selection = Selection.BY_FIELDS;
    for (String member : fields.members("Vary")) {
      if (member.equals("*") || !FieldList.isToken(member)) {
        selection = Selection.NEVER;
      } else {
        names.add(member.toLowerCase(Locale.ROOT));
      }
    }
    return new Vary(Collections.unmodifiableSet(names), selection);
  }
}
