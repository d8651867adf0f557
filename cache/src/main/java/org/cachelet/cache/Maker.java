// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/**
 * Makes a value that was not found.
 *
 * @param <T> type of the value
 * @param <X> what the making may throw; inferred, and unchecked for most
 */
@FunctionalInterface
public interface Maker<T, X extends Exception> {
  /** Returns the value. */
  T make() throws X;
}
