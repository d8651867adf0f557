// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import java.util.List;

/** What keeps the sessions of the application in Redis. */
enum SessionsBy {
  /** The filter, which the application has in WEB-INF/lib. */
  FILTER,

  /** The adapter for the container, which is installed there. */
  ADAPTER;

  /** Returns the ZIPs that the application is made of. */
  List<String> bundles() {
    return this == FILTER
        ? List.of("jsp", "thymeleaf", "redis", "sessions")
        : List.of("jsp", "thymeleaf", "redis");
  }
}
