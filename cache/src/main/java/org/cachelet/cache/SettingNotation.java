// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Locale;

/** How a key is written. */
enum SettingNotation {
  /** As in files, context parameters and system properties: {@code cachelet.cache.pages.ttl}. */
  DOTTED('.') {
    @Override
    String write(String dotted) {
      return dotted;
    }
  },

  /** As in the environment, where '_' is both dot and dash: {@code CACHELET_CACHE_PAGES_TTL}. */
  ENVIRONMENT('_') {
    @Override
    String write(String dotted) {
      return dotted.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
  };

  private final char separator;

  SettingNotation(char separator) {
    this.separator = separator;
  }

  /** Returns the character between two parts of a key. */
  char separator() {
    return separator;
  }

  /** Returns a dotted key, or a piece of one, in this notation. */
  abstract String write(String dotted);
}
