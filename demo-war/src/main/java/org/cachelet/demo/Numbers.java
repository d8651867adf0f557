// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers that visitors send. */
final class Numbers {
  private static final Pattern PLAIN = Pattern.compile("[1-9]\\d{0,8}");

  private Numbers() {}

  /** Returns a whole number above zero in its only spelling. */
  static Optional<Integer> parse(String text) {
    return PLAIN.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
