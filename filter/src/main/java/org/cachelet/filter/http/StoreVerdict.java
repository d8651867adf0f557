// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Duration;

/** The answer to whether a response may be stored. */
public sealed interface StoreVerdict {
  /**
   * It may be stored.
   *
   * @param fresh how long it is served as is; more than zero
   * @param staleWhileRevalidate how long after {@code fresh} it is served while it is replaced;
   *     zero or more
   * @param staleIfError how long after {@code fresh} it is served when replacing it fails; zero or
   *     more
   */
  record Store(Duration fresh, Duration staleWhileRevalidate, Duration staleIfError)
      implements StoreVerdict {}

  /**
   * It may not be stored.
   *
   * @param reason the first reason found
   */
  record Refuse(Reason reason) implements StoreVerdict {}
}
