// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;

/**
 * The right to make a content, which one node at a time has. A lease ends by itself when its node
 * dies, so content may be made twice but is never made by nobody. Thread-safe.
 */
public interface Leases {
  /** Tries to take the lease for a full key; held until {@link #release} or {@link #refuse}. */
  Claim take(String fullKey);

  /** Ends the lease of this node, after its content was stored or could not be made. */
  void release(String fullKey);

  /**
   * Ends the lease of this node, and tells the others for a while that the content is not shared.
   */
  void refuse(String fullKey, Duration howLong);

  /** What came of trying to take a lease. */
  enum Claim {
    /** This node makes the content; also if there is nobody to ask. */
    TAKEN,
    /** Another node is making it. */
    HELD,
    /** Another node found a moment ago that the content must not be shared. */
    REFUSED
  }
}
