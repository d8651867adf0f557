// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Optional;

/** What a request has for the inputs by which fragments vary. Used by one request. */
@FunctionalInterface
public interface InputSource {
  /** A source for content that is made for no request: it has nothing. */
  InputSource NONE = input -> Optional.empty();

  /**
   * Returns the value in its written form; empty if there is none, which differs from an empty one.
   *
   * @throws IllegalArgumentException if there are no such inputs, or the value has no written form
   */
  Optional<String> valueOf(Input input);
}
