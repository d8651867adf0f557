// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.docs;

import java.util.Arrays;
import java.util.List;

/**
 * A fenced block of a page.
 *
 * @param page the name of the page
 * @param line where it begins, from 1
 * @param language what stands behind the fence; empty if nothing does
 * @param text its lines, without what the fence is indented by
 */
record Block(String page, int line, String language, String text) {
  /** Returns its paragraphs: what stands between empty lines. */
  List<String> paragraphs() {
    return Arrays.stream(text.split("\n\\s*\n", -1)).filter(part -> !part.isBlank()).toList();
  }

  /** Returns its lines. */
  List<String> lines() {
    return text.lines().toList();
  }

  @Override
  public String toString() {
    return page + ":" + line + " " + language;
  }
}
