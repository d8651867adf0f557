// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.List;

/**
 * Thrown when settings are wrong or unknown; its message lists every problem on a line of its own.
 */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String[] problems;

  /**
   * Makes an exception of at least one problem.
   *
   * @param problems one line each: where, which setting, its value, what is allowed
   */
  public SettingsException(List<String> problems) {
    super("Cachelet does not start, its settings are wrong:\n  " + String.join("\n  ", problems));
    this.problems = problems.toArray(String[]::new);
  }

  /** Returns the problems, one line each. */
  public List<String> problems() {
    return List.of(problems);
  }
}
