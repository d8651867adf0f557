// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

/** Says that no redis-server can run on this platform; tests take it as a reason to be skipped. */
public final class RedisUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with the reason, which must not be empty. */
  RedisUnavailableException(String reason) {
    super(reason);
  }
}
