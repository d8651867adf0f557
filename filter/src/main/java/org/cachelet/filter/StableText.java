// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The written form of values that mean the same wherever they are written the same. */
final class StableText {
  private StableText() {}

  /** Returns the written form, which differs for values that differ; null if there is none. */
  static @Nullable String of(Object value) {
    if (value instanceof String text) {
      return '=' + text;
    }
    if (value instanceof Locale locale) {
      return "locale=" + of(locale);
    }
    if (value instanceof Enum<?> constant) {
      return constant.getDeclaringClass().getName() + '=' + constant.name();
    }
    return isPlain(value) ? value.getClass().getName() + '=' + value : null;
  }

  private static boolean isPlain(Object value) {
    return value instanceof Boolean
        || value instanceof Character
        || value instanceof Integer
        || value instanceof Long
        || value instanceof UUID;
  }

  /**
   * Returns a locale with all its parts: a language tag leaves out those that are not well-formed,
   * which containers take over from the request.
   */
  static String of(Locale locale) {
    String text = locale.getLanguage() + '_' + locale.getCountry();
    if (locale.getVariant().isEmpty() && locale.getScript().isEmpty() && !locale.hasExtensions()) {
      return text;
    }
    StringBuilder all = new StringBuilder(text);
    all.append('_').append(locale.getVariant()).append('_').append(locale.getScript());
    for (char key : locale.getExtensionKeys()) {
      all.append('_').append(key).append('-').append(locale.getExtension(key));
    }
    return all.toString();
  }
}
