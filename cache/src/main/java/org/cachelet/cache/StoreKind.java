// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/** Where the entries of a named cache are kept. */
public enum StoreKind {
  /** In this process alone; invalidations reach it from all nodes all the same. */
  LOCAL,
  /** In Redis alone, so that all nodes see a change at once. */
  REDIS,
  /** In Redis, and what is in use also in this process. */
  TIERED
}
