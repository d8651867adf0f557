// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.time.Instant;

/**
 * How a connection to Redis is, at one moment.
 *
 * @param address where Redis is, without a password
 * @param connected whether there has been a connection since the client was last built
 * @param reads how the commands are that only read
 * @param writes how the commands are that change something
 * @param rebuilds how often the Redisson client was replaced since replies had become unreliable
 */
public record RedisHealth(
    String address, boolean connected, Commands reads, Commands writes, long rebuilds) {

  /** Returns whether both reads and writes are sent. */
  public boolean isUp() {
    return connected && reads.sent() && writes.sent();
  }

  /**
   * How commands of one kind are.
   *
   * @param sent whether commands are sent; if not, they fail at once until Redis answers again
   * @param since since when that is so
   * @param failures commands that failed, those without a reply in time among them
   * @param timeouts commands without a reply in time
   * @param rejected commands that were not sent
   */
  public record Commands(
      boolean sent, Instant since, long failures, long timeouts, long rejected) {}
}
