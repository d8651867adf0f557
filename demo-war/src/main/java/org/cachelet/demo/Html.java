// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text in HTML, for JSPs, which write what they are given as it is. */
public final class Html {
  private Html() {}

  /** Returns a value as text that is none of the markup. */
  public static String text(@Nullable Object value) {
    return value == null
        ? ""
        : value
            .toString()
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
  }

  /** Returns a whole number as the shop writes it, such as {@code 70,722}. */
  public static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
