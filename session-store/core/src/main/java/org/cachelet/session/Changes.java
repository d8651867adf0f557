// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What is to be written of a session. Used by one thread. */
final class Changes {
  private final Map<String, byte[]> set = new LinkedHashMap<>();
  private final Set<String> removed = new LinkedHashSet<>();

  void set(String field, byte[] value) {
    set.put(field, value);
    removed.remove(field);
  }

  void set(String field, String value) {
    set(field, StoredFields.bytes(value));
  }

  void remove(String field) {
    removed.add(field);
    set.remove(field);
  }

  Map<String, byte[]> set() {
    return set;
  }

  Set<String> removed() {
    return removed;
  }

  boolean isEmpty() {
    return set.isEmpty() && removed.isEmpty();
  }
}
