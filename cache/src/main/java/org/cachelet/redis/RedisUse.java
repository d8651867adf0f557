// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

/** What a Redis is used for, as log lines tell what an outage of it means. */
public enum RedisUse {
  /** Caches, which applications can do without. */
  CACHE(
      "pages are made without it until it answers",
      "nothing is stored in it until it does",
      Probe.READ,
      Probe.WRITE),
  /** Sessions, which they cannot. */
  SESSIONS(
      "requests that need their session are refused until it answers",
      "requests that change their session are refused until it stores again",
      Probe.SCRIPT_READ,
      Probe.SCRIPT_WRITE);

  private final String withoutReads;
  private final String withoutWrites;
  private final Probe reads;
  private final Probe writes;

  RedisUse(String withoutReads, String withoutWrites, Probe reads, Probe writes) {
    this.withoutReads = withoutReads;
    this.withoutWrites = withoutWrites;
    this.reads = reads;
    this.writes = writes;
  }

  /** Returns what shows that Redis answers commands that only read. */
  Probe reads() {
    return reads;
  }

  /** Returns what shows that Redis answers commands that change something. */
  Probe writes() {
    return writes;
  }

  String withoutReads() {
    return withoutReads;
  }

  String withoutWrites() {
    return withoutWrites;
  }
}
