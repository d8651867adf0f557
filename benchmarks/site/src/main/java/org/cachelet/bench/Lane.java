// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.util.List;

/**
 * One of those that are compared.
 *
 * @param name what it is called in tables
 * @param demands what is asked of it
 */
record Lane(String name, Target target, Ask ask, List<Demand> demands) {
  Lane {
    demands = List.copyOf(demands);
  }

  /** Returns one of whom nothing is asked. */
  static Lane of(String name, Target target, Ask ask) {
    return new Lane(name, target, ask, List.of());
  }
}
