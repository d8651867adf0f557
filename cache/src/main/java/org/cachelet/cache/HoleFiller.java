// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.io.IOException;
import java.io.Writer;

/** Fills holes for one request. */
@FunctionalInterface
public interface HoleFiller {
  /**
   * Writes what stands in a hole.
   *
   * @throws IOException if it cannot be written or made
   */
  void fill(Hole hole, Writer out) throws IOException;
}
