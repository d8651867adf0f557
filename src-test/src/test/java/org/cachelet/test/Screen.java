// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import java.util.Locale;
import java.util.Map;

/** What a visitor looks at. */
enum Screen {
  DESKTOP(1280, 900),

  /** As phones do it: the page gets the width that its viewport asks for. */
  PHONE(390, 844);

  private final int width;
  private final int height;

  Screen(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Returns its measures for the browser. */
  Map<String, Object> measures() {
    return measures(height);
  }

  /** Returns its measures if it were as high as a page. */
  Map<String, Object> measures(long pageHeight) {
    return Map.of(
        "width",
        width,
        "height",
        Math.max(height, pageHeight),
        "deviceScaleFactor",
        1,
        "mobile",
        this == PHONE);
  }

  /** Returns how many pixels a page may be wide. */
  int width() {
    return width;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
