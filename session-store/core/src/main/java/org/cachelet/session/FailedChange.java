// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change that Redis could not be told of.
 *
 * @param before what Redis had
 * @param next what it was to have
 */
record FailedChange(String field, Optional<byte[]> before, Optional<byte[]> next) {
  static FailedChange of(String field, byte @Nullable [] before, byte @Nullable [] next) {
    return new FailedChange(field, Optional.ofNullable(before), Optional.ofNullable(next));
  }

  /** Returns it as what is to be written. */
  Changes changes() {
    Changes changes = new Changes();
    next.ifPresentOrElse(bytes -> changes.set(field, bytes), () -> changes.remove(field));
    return changes;
  }
}
