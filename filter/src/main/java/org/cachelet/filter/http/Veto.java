// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Optional;

/** One rule that can forbid to store. Thread-safe. */
@FunctionalInterface
interface Veto {
  /**
   * Returns why the response may not be stored, empty if this rule has nothing against it.
   *
   * @param control the directives that the response has for this cache
   */
  Optional<Reason> judge(RequestFacts request, ResponseFacts response, CacheControl control);
}
