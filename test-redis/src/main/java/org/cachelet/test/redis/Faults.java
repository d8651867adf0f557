// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The faults that are switched on at a proxy, none at first. Thread-safe. */
final class Faults {
  /** What becomes of bytes. */
  enum Flow {
    PASSES,
    STALLS,
    VANISHES,
    VANISHES_TO_CLIENT
  }

  private static final Pattern BULK = Pattern.compile("\\$([1-9][0-9]{0,8})\r\n");

  volatile Flow flow = Flow.PASSES;
  volatile Duration latencyToServer = Duration.ZERO;
  volatile Duration latencyToClient = Duration.ZERO;
  volatile long bytesPerSecond = Long.MAX_VALUE;
  volatile String word = "";

  private final Random positions = new Random(1); // the same faults in every run

  @GuardedBy("this")
  private int truncateEvery;

  @GuardedBy("this")
  private int corruptEvery;

  @GuardedBy("this")
  private int replies;

  @GuardedBy("this")
  private int payloads;

  /** Cuts each n-th reply; 0 cuts none. */
  synchronized void truncateEvery(int n) {
    truncateEvery = n;
    replies = 0;
  }

  /** Changes a byte in each n-th reply that holds a string; 0 changes none. */
  synchronized void corruptEvery(int n) {
    corruptEvery = n;
    payloads = 0;
  }

  /** Returns whether the faults are for this connection. */
  boolean concern(ProxiedConnection connection) {
    return word.isEmpty() || connection.said(word);
  }

  /** Returns how long bytes are held back after they have arrived. */
  Duration latency(Direction direction) {
    return direction == Direction.TO_SERVER ? latencyToServer : latencyToClient;
  }

  /** Returns whether bytes of that direction are swallowed. */
  boolean swallow(Direction direction) {
    return flow == Flow.VANISHES
        || (flow == Flow.VANISHES_TO_CLIENT && direction == Direction.TO_CLIENT);
  }

  /** Counts a reply and returns whether it is one to be cut. */
  synchronized boolean truncateNow() {
    replies++;
    return truncateEvery > 0 && replies % truncateEvery == 0;
  }

  /** Flips one bit inside a string of the reply if it is the turn of this reply. */
  synchronized void corrupt(byte[] reply) {
    if (corruptEvery == 0) {
      return;
    }
    Matcher bulk = BULK.matcher(new String(reply, StandardCharsets.ISO_8859_1));
    if (bulk.find() && bulk.end() < reply.length && ++payloads % corruptEvery == 0) {
      int length = Math.min(Integer.parseInt(bulk.group(1)), reply.length - bulk.end());
      reply[bulk.end() + positions.nextInt(length)] ^= 1;
    }
  }
}
