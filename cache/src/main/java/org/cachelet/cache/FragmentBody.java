// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.io.IOException;
import java.io.Writer;

/**
 * Makes the text of a fragment.
 *
 * @param <X> what the making may throw; inferred, and unchecked for most
 */
@FunctionalInterface
public interface FragmentBody<X extends Exception> {
  /** Writes the text. */
  void write(Writer out) throws X, IOException;
}
