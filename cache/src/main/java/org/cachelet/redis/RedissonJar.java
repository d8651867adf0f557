// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.util.List;
import org.cachelet.cache.SettingsException;

/** Whether Redisson is there, which this module does not bring along. */
final class RedissonJar {
  /** What is wrong if it is not there, and what to do. */
  static final String MISSING =
      "Redisson is not on the class path: add org.cachelet:cachelet-redis (a pom with Redisson"
          + " 4.7.0 and what it needs) or the jars listed in docs/redis.md";

  private RedissonJar() {}

  /** Returns whether it is there. */
  static boolean isPresent() {
    try {
      ClassLoader loader = RedissonJar.class.getClassLoader();
      Class.forName("org.redisson.Redisson", false, loader);
      Class.forName("io.netty.channel.EventLoopGroup", false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Requires it for a setting.
   *
   * @throws SettingsException if it is not there
   */
  static void require(String key) {
    if (!isPresent()) {
      throw new SettingsException(List.of(key + " is set, but " + MISSING));
    }
  }
}
