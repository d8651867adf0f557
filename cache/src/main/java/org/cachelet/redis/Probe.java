// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RFuture;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * A small command that shows whether Redis answers others of its kind: each time about another key,
 * so that in a cluster no dead master speaks for those that live.
 */
enum Probe {
  /** Asks for a key. */
  READ {
    @Override
    RFuture<?> send(Redisson redisson, String prefix) {
      return bucket(redisson, prefix).getAsync();
    }
  },
  /** Sets the key, for a short time. */
  WRITE {
    @Override
    RFuture<?> send(Redisson redisson, String prefix) {
      return bucket(redisson, prefix).setAsync(CONTENT, LIFETIME);
    }
  };

  private static final int KEYS = 8;
  private static final AtomicInteger SENT = new AtomicInteger();
  private static final byte[] CONTENT = {1};
  private static final Duration LIFETIME = Duration.ofSeconds(1);

  /** Sends it and returns at once, if there is a connection. */
  abstract RFuture<?> send(Redisson redisson, String prefix);

  private static RBucket<byte[]> bucket(Redisson redisson, String prefix) {
    int number = Math.floorMod(SENT.getAndIncrement(), KEYS);
    return redisson.getBucket(prefix + ":probe:" + number, ByteArrayCodec.INSTANCE);
  }
}
