// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

/**
 * What a codec keeps to.
 *
 * @param maxBytes the most bytes that a value may take
 * @param maxBytesSetting the key of the setting that says so
 * @param exact whether equal values have the same bytes where that is possible, and an order that
 *     cannot be kept is refused
 */
record CodecRules(int maxBytes, String maxBytesSetting, boolean exact) {
  /** Returns the limit as it would be set. */
  String limit() {
    return maxBytesSetting + "=" + maxBytes;
  }
}
