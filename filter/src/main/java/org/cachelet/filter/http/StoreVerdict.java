// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Duration;
import java.util.Set;

/** The answer to whether a response may be stored. */
public sealed interface StoreVerdict {
  /**
   * It may be stored. Without any lifetime it is stored to be validated at each use.
   *
   * @param fresh how long it is served as is; zero or more
   * @param staleWhileRevalidate how long after {@code fresh} it is served while it is replaced;
   *     zero or more
   * @param staleIfError how long after {@code fresh} it is served when replacing it fails; zero or
   *     more
   * @param withheldFields the names, in lower case, of the fields that are not stored: only the
   *     visitor gets them for whom the response was made
   */
  record Store(
      Duration fresh,
      Duration staleWhileRevalidate,
      Duration staleIfError,
      Set<String> withheldFields)
      implements StoreVerdict {
    /** Copies the names. */
    public Store {
      withheldFields = Set.copyOf(withheldFields);
    }

    /** Makes the verdict that all fields are stored. */
    public Store(Duration fresh, Duration staleWhileRevalidate, Duration staleIfError) {
      this(fresh, staleWhileRevalidate, staleIfError, Set.of());
    }

    /** Returns the same lifetime, for the response without these fields. */
    Store withholding(Set<String> fields) {
      return new Store(fresh, staleWhileRevalidate, staleIfError, fields);
    }
  }

  /**
   * It may not be stored.
   *
   * @param reason the first reason found
   */
  record Refuse(Reason reason) implements StoreVerdict {}
}
