// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The templates that a fragment is made of, besides the one in which it stands. Immutable.
 *
 * @param included those that are inserted in it
 * @param ofPage whether a part of it comes from the templates around it, as from the page that a
 *     layout is filled with
 */
record Ingredients(SortedSet<String> included, boolean ofPage) {
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
}
