// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The templates that a fragment is made of, besides the one in which it stands. Immutable.
 *
 * @param included those that are inserted in it
 * @param ofPage whether a part of it comes from the templates around it, as from the page that a
 *     layout is filled with
 */
record Ingredients(SortedSet<String> included, boolean ofPage) {
  private static final Pattern LENGTH = Pattern.compile(" (\\d{1,8}):");

  static final Ingredients NONE = new Ingredients(new TreeSet<>(), false);

  /**
   * Sorts what was seen.
   *
   * @param seen the templates that were seen while the fragment was made
   * @param around the templates within which it was made
   */
  static Ingredients of(String owner, Collection<String> seen, Collection<String> around) {
    SortedSet<String> included = new TreeSet<>(seen);
    included.remove(owner);
    boolean ofPage = included.removeAll(around);
    return new Ingredients(included, ofPage);
  }

  /** Returns these and others. */
  Ingredients with(Ingredients other) {
    if (other.included.isEmpty() && (ofPage || !other.ofPage)) {
      return this;
    }
    SortedSet<String> both = new TreeSet<>(included);
    both.addAll(other.included);
    return new Ingredients(both, ofPage || other.ofPage);
  }

  /** Returns the written form, in which they can be stored. */
  String written() {
    StringBuilder text = new StringBuilder(ofPage ? "page" : "");
    included.forEach(
        template -> text.append(' ').append(template.length()).append(':').append(template));
    return text.toString();
  }

  /** Reads what was {@link #written}; empty if it was not. */
  static Optional<Ingredients> read(String written) {
    boolean ofPage = written.startsWith("page");
    SortedSet<String> included = new TreeSet<>();
    Matcher length = LENGTH.matcher(written);
    int next = ofPage ? "page".length() : 0;
    while (next < written.length()) {
      if (!length.region(next, written.length()).lookingAt()) {
        return Optional.empty();
      }
      int end = length.end() + Integer.parseInt(length.group(1));
      if (end > written.length()) {
        return Optional.empty();
      }
      included.add(written.substring(length.end(), end));
      next = end;
    }
    return Optional.of(new Ingredients(included, ofPage));
  }
}
