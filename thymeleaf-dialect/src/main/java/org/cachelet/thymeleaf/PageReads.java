// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.function.Supplier;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * Lets the content around a fragment account for what the engine looks up for itself: each variable
 * is an attribute of the request, and it asks for the former value of those that it sets, and for
 * those that nobody set.
 */
final class PageReads {
  private PageReads() {}

  /** Returns what is being made on this thread; null if nothing is. */
  static @Nullable Dependencies current() {
    Dependencies none = Dependencies.begin("", LogPosition.START);
    Dependencies current = Dependencies.currentOr(none);
    return current == none ? null : current;
  }

  /** Does something as a part of the content around; as a part of the fragment if there is none. */
  static <T extends @Nullable Object> T in(@Nullable Dependencies around, Supplier<T> lookup) {
    if (around == null) {
      return lookup.get();
    }
    Dependencies.Scope scope = around.enter();
    try {
      return lookup.get();
    } finally {
      scope.close();
    }
  }
}
