// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The argument of a cache directive, read in both ways that arguments have (RFC 9111 section 5.2).
 *
 * @param seconds the number of seconds it gives, 0 if it is none
 * @param fields the names of the fields that it is limited to, in lower case; empty if it is for
 *     the whole response, and if one of the names is none
 */
record Directive(long seconds, Set<String> fields) {
  /** A directive without an argument, or with one of no meaning. */
  static final Directive BARE = new Directive(0, Set.of());

  /** Returns a directive with a number of seconds. */
  static Directive ofSeconds(long seconds) {
    return new Directive(seconds, Set.of());
  }

  /** Returns a directive that is limited to the fields in a list. */
  static Directive ofFields(String list) {
    List<String> members = new ArrayList<>();
    FieldList.split(list, members);
    Set<String> names = new TreeSet<>();
    for (String member : members) {
      if (!FieldList.isToken(member)) {
        return BARE;
      }
      names.add(member.toLowerCase(Locale.ROOT));
    }
    return names.isEmpty() ? BARE : new Directive(0, names);
  }

  /** Returns a directive with an argument as it stands in a field: a token or quoted. */
  static Directive ofArgument(String argument) {
    boolean quoted = argument.length() > 1 && argument.startsWith("\"") && argument.endsWith("\"");
    String text = quoted ? argument.substring(1, argument.length() - 1) : argument;
    Directive limited = quoted || FieldList.isToken(text) ? ofFields(text) : BARE;
    return new Directive(CacheControl.deltaSeconds(text).orElse(0), limited.fields());
  }

  /** Returns what counts when a directive is given twice: the smaller number, all the fields. */
  Directive and(Directive other) {
    if (fields.isEmpty() || other.fields.isEmpty()) {
      return ofSeconds(Math.min(seconds, other.seconds));
    }
    Set<String> both = new TreeSet<>(fields);
    both.addAll(other.fields);
    return new Directive(Math.min(seconds, other.seconds), both);
  }
}
