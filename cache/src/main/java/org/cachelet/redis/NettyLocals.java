// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.internal.InternalThreadLocalMap;

/**
 * What Netty binds to each thread that sends by it. A thread of the container outlives the
 * application, and would keep its class loader by that.
 */
final class NettyLocals {
  private NettyLocals() {}

  /** Returns whether nothing is bound to this thread. */
  static boolean areAbsent() {
    return InternalThreadLocalMap.getIfSet() == null;
  }

  /** Removes what has been bound to this thread, if nothing was before. */
  static void remove(boolean wereAbsent) {
    if (wereAbsent) {
      FastThreadLocal.removeAll();
    }
  }
}
