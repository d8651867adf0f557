// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.cachelet.cache.Input;
import org.jspecify.annotations.Nullable;

/** The kinds of input that requests have; {@link Inputs} knows the values. */
enum InputKind {
  HEADER,
  HEADER_NAMES,
  COOKIE,
  COOKIE_NAMES,
  CHARACTER_ENCODING,
  LOCALE,
  LOCALES,
  ATTRIBUTE,
  ATTRIBUTE_NAMES,
  SESSION,
  SESSION_NAMES,
  REQUESTED_SESSION,
  USER,
  ROLE,
  AUTHENTICATED,
  AUTH_TYPE,
  REMOTE_ADDRESS,
  LOCAL_ADDRESS,
  PROTOCOL,
  SECURE;

  private static final Map<String, InputKind> BY_TEXT = new HashMap<>();

  static {
    for (InputKind kind : values()) {
      BY_TEXT.put(kind.text, kind);
    }
  }

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Returns the kind of an input; null if this version knows none of that name. */
  static @Nullable InputKind of(Input input) {
    return BY_TEXT.get(input.kind());
  }

  /** Returns the only input of this kind. */
  Input input() {
    return Input.of(text);
  }

  /** Returns the input of this kind with a name. */
  Input input(String name) {
    return new Input(text, name);
  }
}
