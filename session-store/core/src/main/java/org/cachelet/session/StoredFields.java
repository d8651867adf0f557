// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that Redis holds of a session, as bytes. Not to be changed. */
final class StoredFields {
  static final String DIGEST = "#h";
  static final String CREATED = "#c";
  static final String ACCESSED = "#a";
  static final String TIMEOUT = "#i";
  static final String VERSION = "#v";
  static final String USER = "#p";
  static final String USER_KEY = "#u";

  /** What the names of fields begin with that hold attributes. */
  static final String ATTRIBUTE = "a:";

  /** What the names of fields begin with that hold notes of the container. */
  static final String NOTE = "t:";

  private final Map<String, byte[]> fields = new LinkedHashMap<>();

  /** Takes fields as Redis replies them: names in turn with values. */
  StoredFields(List<?> flat) {
    for (int i = 0; i + 1 < flat.size(); i += 2) {
      fields.put(text(flat.get(i)), (byte[]) flat.get(i + 1));
    }
  }

  /** Returns the fields of attributes and notes. */
  Map<String, byte[]> values() {
    Map<String, byte[]> values = new LinkedHashMap<>(fields);
    values.keySet().removeIf(name -> name.startsWith("#"));
    return values;
  }

  /** Returns whether Redis sent fields at all. */
  boolean isEmpty() {
    return fields.isEmpty();
  }

  byte @Nullable [] find(String field) {
    return fields.get(field);
  }

  /** Returns a number, or what to take in its place if there is none. */
  long number(String field, long otherwise) {
    byte[] bytes = fields.get(field);
    try {
      return bytes == null ? otherwise : Long.parseLong(text(bytes));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(long number) {
    return bytes(Long.toString(number));
  }

  static String text(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }
}
