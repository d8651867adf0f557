// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/** What is done when the making of a fragment or hole fails. */
public enum OnError {
  /** The stale fragment is used for as long as it may be; without one the failure goes on. */
  STALE,
  /** As {@link #STALE}; without a stale one nothing stands in its place. */
  HIDE,
  /** The failure goes on. */
  FAIL
}
