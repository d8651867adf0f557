// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.util.List;

/**
 * Comparisons whose servers run at the same time.
 *
 * @param redis whether they need one
 */
record Family(boolean redis, List<Comparison> comparisons) {
  /** Stands in properties of servers for the URL of Redis. */
  static final String REDIS = "@redis@";

  Family {
    comparisons = List.copyOf(comparisons);
  }
}
