// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

/** What becomes of an attribute whose bytes cannot be read, perhaps since its class has changed. */
enum UnreadablePolicy {
  /** It is as if it were not there, until it is set again; its bytes stay as they are. */
  DROP,
  /** Reading it throws an {@link UnreadableAttributeException}. */
  FAIL
}
