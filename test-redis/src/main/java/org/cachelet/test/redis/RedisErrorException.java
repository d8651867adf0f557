// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

/** An error reply of a server; the message is the server's, as {@code NOAUTH ...}. */
public final class RedisErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one from the text of the reply. */
  RedisErrorException(String reply) {
    super(reply);
  }
}
