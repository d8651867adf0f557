// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/**
 * A whole number, the content that counters are made of.
 *
 * @param value the number
 */
public record Amount(long value) implements Content {
  @Override
  public long weight() {
    return 24;
  }
}
