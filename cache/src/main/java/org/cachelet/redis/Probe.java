// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RFuture;
import org.redisson.api.RScript;
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
  },
  /** Asks for a key in a script, which Redis may refuse or hold back although it lets one read. */
  SCRIPT_READ {
    @Override
    RFuture<?> send(Redisson redisson, String prefix) {
      return script(redisson, key(prefix), "return redis.call('GET', KEYS[1])");
    }
  },
  /** Sets the key in a script, and leaves nothing. */
  SCRIPT_WRITE {
    @Override
    RFuture<?> send(Redisson redisson, String prefix) {
      return script(redisson, key(prefix), SET_AND_DELETE);
    }
  };

  private static final int KEYS = 8;
  private static final AtomicInteger SENT = new AtomicInteger();
  private static final byte[] CONTENT = {1};
  private static final String SET_AND_DELETE =
      "redis.call('SET', KEYS[1], '1', 'PX', 1000) return redis.call('DEL', KEYS[1])";
  private static final Duration LIFETIME = Duration.ofSeconds(1);

  /** Sends it and returns at once, if there is a connection. */
  abstract RFuture<?> send(Redisson redisson, String prefix);

  private static RBucket<byte[]> bucket(Redisson redisson, String prefix) {
    return redisson.getBucket(key(prefix), ByteArrayCodec.INSTANCE);
  }

  private static String key(String prefix) {
    return prefix + ":probe:" + Math.floorMod(SENT.getAndIncrement(), KEYS);
  }

  private static RFuture<?> script(Redisson redisson, String key, String script) {
    return redisson
        .getScript(ByteArrayCodec.INSTANCE)
        .evalAsync(key, RScript.Mode.READ_WRITE, script, RScript.ReturnType.VALUE, List.of(key));
  }
}
