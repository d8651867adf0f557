// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/**
 * A text that must not be in a page that others get.
 *
 * @param what what it is, for the log
 * @param text the text; not empty
 * @param extent whether it also counts inside of longer words
 */
record Secret(String what, String text, Extent extent) {
  /** Where a text counts. */
  enum Extent {
    ANYWHERE,
    WHOLE_WORD
  }

  /** Shows nothing of the text. */
  @Override
  public String toString() {
    return what;
  }
}
