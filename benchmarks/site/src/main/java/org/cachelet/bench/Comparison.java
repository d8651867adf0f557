// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.util.List;

/**
 * Servers that are measured in turn under the same load.
 *
 * @param lanes the first is what the others are compared with
 */
record Comparison(String name, List<Lane> lanes) {
  Comparison {
    lanes = List.copyOf(lanes);
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("nothing is compared in " + name);
    }
  }
}
