// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of a response whose body is about to begin whether it is worth keeping. */
@FunctionalInterface
interface Gate {
  /**
   * Returns why this response cannot be stored, or nothing if it may be.
   *
   * @param status the status the application has set so far
   * @param fields the header lines the application has set so far, in order
   */
  Optional<String> refusal(int status, List<Map.Entry<String, String>> fields);

  /** The response will not be stored, and is not committed yet. */
  default void refused(String reason) {}

  /** The response goes to the client as it comes and will not be stored. */
  default void passes() {}

  /** The response is about to be committed while the application goes on. */
  default void beforeCommit() {}
}
