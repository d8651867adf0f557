// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

/** Says that a server, or servers together, did not come up; the message holds their output. */
public final class RedisStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with what was waited for and what the server wrote. */
  RedisStartException(String message) {
    super(message);
  }
}
