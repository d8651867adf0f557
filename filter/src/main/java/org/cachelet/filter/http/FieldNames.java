// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Arrays;
import java.util.List;

/**
 * The names of the field lines of a message, in their order, with what follows from them alone.
 * Most responses of a program have one of a few such lists, so stored ones share them. Immutable,
 * hence thread-safe.
 */
final class FieldNames {
  /** No names. */
  static final FieldNames NONE = new FieldNames();

  /** More than responses have, but for those of an application that makes up names. */
  private static final Canonical<FieldNames> SHARED = new Canonical<>(1_000);

  /** Lists, to which filters in front may have added lines of their own. */
  private static final List<String> LISTS =
      List.of("Cache-Status", "Link", "Server-Timing", "Set-Cookie", "Vary", "Via");

  private final String[] names;
  private final boolean[] added;
  private final boolean[] carried;

  private FieldNames(String... names) {
    this.names = names;
    this.added = new boolean[names.length];
    this.carried = new boolean[names.length];
    for (int line = 0; line < names.length; line++) {
      added[line] = indexOf(names[line]) < line || isList(names[line]);
      carried[line] = NotModified.isCarried(names[line], this);
    }
  }

  /** Returns names that nobody changes from now on. */
  static FieldNames of(String... names) {
    return names.length == 0 ? NONE : new FieldNames(names);
  }

  /** Returns the list that all share which has the same names in the same case. */
  FieldNames shared() {
    return SHARED.of(this);
  }

  /** Returns the number of lines. */
  int size() {
    return names.length;
  }

  /** Returns the name in a line. */
  String name(int line) {
    return names[line];
  }

  /** Returns the first line with this name, in any case; -1 if there is none. */
  int indexOf(String name) {
    for (int line = 0; line < names.length; line++) {
      if (names[line].equalsIgnoreCase(name)) {
        return line;
      }
    }
    return -1;
  }

  /**
   * Returns whether a line is added to what a response has under its name already: if that came
   * before, and for lists. All others replace it.
   */
  boolean isAdded(int line) {
    return added[line];
  }

  /** Returns whether a 304 repeats a line. */
  boolean isCarried(int line) {
    return carried[line];
  }

  private static boolean isList(String name) {
    return LISTS.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** Returns whether the other has the same names in the same case. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FieldNames that && Arrays.equals(names, that.names);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(names);
  }
}
