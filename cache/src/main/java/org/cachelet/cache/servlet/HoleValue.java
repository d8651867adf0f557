// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** A value that stands in holes of cached content, made for each request. Thread-safe. */
@FunctionalInterface
public interface HoleValue {
  /**
   * Returns the text for a request, which is escaped for HTML when it is written; null if there is
   * none, so that the hole stays empty.
   */
  @Nullable String value(HttpServletRequest request);
}
