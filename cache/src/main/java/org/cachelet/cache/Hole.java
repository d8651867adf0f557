// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Map;
import java.util.TreeMap;

/**
 * A place in cached content that is filled for each request anew. Immutable.
 *
 * @param kind how it is filled: {@code value}, {@code path}, or a kind of a template engine's own;
 *     lower-case letters and dashes
 * @param target what it is filled with: the name of a value, a path, a template
 * @param parameters what is handed over
 * @param onError what stands there when filling it fails
 */
public record Hole(String kind, String target, Map<String, String> parameters, OnError onError) {
  /** The kind of a value with a name, such as {@code csrf}. */
  public static final String VALUE = "value";

  /** The kind of what a path of the application answers. */
  public static final String PATH = "path";

  /**
   * Checks the kind and copies the parameters.
   *
   * @throws IllegalArgumentException if {@code kind} has other characters than lower-case letters
   *     and dashes, or {@code target} is empty
   */
  public Hole {
    if (kind.isEmpty() || !kind.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-')) {
      throw new IllegalArgumentException(
          "kind of hole is '" + kind + "', allowed are lower-case letters and dashes");
    }
    if (target.isEmpty()) {
      throw new IllegalArgumentException("a hole needs something that it is filled with");
    }
    parameters = Map.copyOf(parameters);
  }

  /** Returns a hole without parameters whose failure is the failure of the page. */
  public static Hole of(String kind, String target) {
    return new Hole(kind, target, Map.of(), OnError.FAIL);
  }

  /** Returns the parameters in the order of their names. */
  Map<String, String> sortedParameters() {
    return new TreeMap<>(parameters);
  }
}
