// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.Locale;

/**
 * A part of pages that is drawn by itself.
 *
 * @param template the template in which it is
 * @param fragment its name there
 * @param locale the language in which it is drawn
 */
record Part(String template, String fragment, Locale locale) {
  /** What belongs to the visitor in the header of pages. */
  static final Part MINE = new Part("parts", "mine", Locale.ENGLISH);
}
