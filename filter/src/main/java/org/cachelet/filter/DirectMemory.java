// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.lang.System.Logger.Level;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The memory outside of the heap, of which bodies get a part: as long as all that use it have taken
 * less than a quarter of what the heap may grow to. What was a body is free again when the garbage
 * collector has found that. Thread-safe.
 */
final class DirectMemory {
  private static final System.Logger LOG = System.getLogger(DirectMemory.class.getName());
  private static final int SHARE = 4;
  private static final Optional<BufferPoolMXBean> POOL =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
          .filter(pool -> pool.getName().equals("direct"))
          .findFirst();

  private static volatile boolean refused;

  private DirectMemory() {}

  /** Returns a copy of bytes that nobody can change; null if there is no room for it. */
  static @Nullable ByteBuffer copyOf(byte[] bytes) {
    if (refused || !hasRoom(bytes.length)) {
      return null;
    }
    try {
      return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
    } catch (OutOfMemoryError e) { // -XX:MaxDirectMemorySize leaves less; to ask again takes long
      refused = true;
      LOG.log(Level.INFO, "bodies of pages stay on the heap: {0}", e.getMessage());
      return null;
    }
  }

  private static boolean hasRoom(int bytes) {
    return POOL.map(
            pool -> pool.getMemoryUsed() + bytes <= Runtime.getRuntime().maxMemory() / SHARE)
        .orElse(false);
  }
}
