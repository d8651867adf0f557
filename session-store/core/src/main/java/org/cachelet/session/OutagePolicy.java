// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

/** What a request gets that needs its session while Redis does not answer. */
enum OutagePolicy {
  /** An error that asks to come back: 503 with Retry-After. */
  FAIL,
  /** The copy that this node has from a moment ago, if there is one; else as {@link #FAIL}. */
  NEAR,
  /** No session for this one request, which neither makes nor forgets one. */
  ANONYMOUS
}
