// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/** The content that says "nothing there". */
enum Nothing implements Content {
  /** The only one. */
  INSTANCE;

  @Override
  public long weight() {
    return 0; // shared by all entries
  }
}
