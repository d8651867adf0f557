// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/** How far an invalidation has come when the call that asked for it returns. */
public enum Delivery {
  /** It is in the log that all nodes read; each has it within milliseconds. */
  DELIVERED,
  /**
   * It is in effect on this node, and the log could not be reached: it is sent until it arrives.
   * Until then this node keeps no content that it names; others have lost the log as well, or serve
   * what they have for as long as they read it.
   */
  PENDING
}
