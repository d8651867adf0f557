// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What is to be written of a session. Used by one thread. */
final class Changes {
  private static final int FEW = 4;

  private Map<String, byte[]> set = Map.of(); // most requests set one field or none
  private Set<String> removed = Set.of();

  void set(String field, byte[] value) {
    if (set.isEmpty()) {
      set = new LinkedHashMap<>(FEW);
    }
    set.put(field, value);
    if (!removed.isEmpty()) {
      removed.remove(field);
    }
  }

  void set(String field, String value) {
    set(field, StoredFields.bytes(value));
  }

  void remove(String field) {
    if (removed.isEmpty()) {
      removed = new LinkedHashSet<>(FEW);
    }
    removed.add(field);
    if (!set.isEmpty()) {
      set.remove(field);
    }
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

  /** Returns how many fields are set, these in turn with their values, and those removed. */
  byte[][] arguments() {
    byte[][] arguments = new byte[1 + 2 * set.size() + removed.size()][];
    int next = 0;
    arguments[next++] = StoredFields.bytes(set.size());
    for (Map.Entry<String, byte[]> field : set.entrySet()) {
      arguments[next++] = StoredFields.bytes(field.getKey());
      arguments[next++] = field.getValue();
    }
    for (String field : removed) {
      arguments[next++] = StoredFields.bytes(field);
    }
    return arguments;
  }
}
