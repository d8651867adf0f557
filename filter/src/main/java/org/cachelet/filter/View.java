// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the application is shown in place of parts of the request, so that it cannot depend on what
 * the key does not hold.
 *
 * @param query the canonical query without ignored parameters; null if there is none
 * @param ignored what is taken out
 * @param headers what is shown for request headers, by name in lower case; an empty value hides the
 *     header
 */
record View(@Nullable String query, Ignored ignored, Map<String, String> headers) {
  /** Copies the headers. */
  View {
    headers = Map.copyOf(headers);
  }
}
