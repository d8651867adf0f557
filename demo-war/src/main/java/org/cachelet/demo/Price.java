// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of money in euros.
 *
 * @param cents the amount in cents, zero or more
 */
public record Price(int cents) {
  private static final Pattern TYPED = Pattern.compile("(\\d{1,5})(?:[.,](\\d{1,2}))?");

  public Price {
    if (cents < 0) {
      throw new IllegalArgumentException("cents: " + cents + "; allowed: 0 and more");
    }
  }

  /** Reads what somebody typed, such as {@code 49}, {@code 49.9} or {@code 49,90}; above zero. */
  static Optional<Price> parse(String typed) {
    Matcher matcher = TYPED.matcher(typed.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String fraction = matcher.group(2) == null ? "" : matcher.group(2);
    int cents = Integer.parseInt(matcher.group(1) + (fraction + "00").substring(0, 2));
    return cents == 0 ? Optional.empty() : Optional.of(new Price(cents));
  }

  /** Returns the price of several. */
  public Price times(int amount) {
    return new Price(Math.multiplyExact(cents, amount));
  }

  /** Returns the sum of two prices. */
  public Price plus(Price other) {
    return new Price(Math.addExact(cents, other.cents));
  }

  /** Returns the bare figure for an input field, such as {@code 1249.00}. */
  public String typed() {
    return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
  }

  /** Returns the price as it is shown, such as {@code €1,249.00}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "€%,d.%02d", cents / 100, cents % 100);
  }
}
