// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.Optional;

/**
 * Which session is meant, and what opens it. Immutable.
 *
 * @param storage where it is stored
 * @param id what a client sent; empty if this node itself may open it, for administration
 */
record Handle(String storage, Optional<SessionId> id) {

  static Handle of(SessionId id) {
    return new Handle(id.storage(), Optional.of(id));
  }

  /** Returns one that opens a session without its secret. */
  static Handle ofStorage(String storage) {
    return new Handle(storage, Optional.empty());
  }
}
