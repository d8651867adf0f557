// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.cachelet.cache.Input;
import org.jspecify.annotations.Nullable;

/** The kinds of input that requests have; {@link Inputs} knows the values. */
enum InputKind {
  HEADER(Naming.ALWAYS),
  HEADER_NAMES,
  COOKIE(Naming.ALWAYS),
  COOKIE_NAMES,
  CHARACTER_ENCODING,
  LOCALE,
  LOCALES,
  ATTRIBUTE(Naming.ALWAYS),
  ATTRIBUTE_NAMES,
  SESSION(Naming.BOTH),
  SESSION_NAMES,
  REQUESTED_SESSION,
  USER,
  ROLE(Naming.ALWAYS),
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

  private final Naming naming;
  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  InputKind() {
    this(Naming.NEVER);
  }

  InputKind(Naming naming) {
    this.naming = naming;
  }

  /** Returns the kind of an input; null if this version knows none of that name. */
  static @Nullable InputKind of(Input input) {
    return BY_TEXT.get(input.kind());
  }

  /** Returns the words for all kinds, as they are listed to people. */
  static String words() {
    return Arrays.stream(values()).map(InputKind::word).collect(Collectors.joining(", "));
  }

  private String word() {
    return naming == Naming.NEVER ? text : text + ":NAME";
  }

  /** Returns whether an input of this kind has this name, which is empty for none. */
  boolean allows(String name) {
    return switch (naming) {
      case NEVER -> name.isEmpty();
      case ALWAYS -> !name.isEmpty();
      case BOTH -> true;
    };
  }

  /** Returns the only input of this kind. */
  Input input() {
    return Input.of(text);
  }

  /** Returns the input of this kind with a name. */
  Input input(String name) {
    return new Input(text, name);
  }

  /** Whether there are several inputs of a kind, told apart by name. */
  private enum Naming {
    NEVER,
    ALWAYS,
    BOTH
  }
}
