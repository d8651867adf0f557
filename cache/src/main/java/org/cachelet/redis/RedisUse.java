// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

/** What a Redis is used for, as log lines tell what an outage of it means. */
public enum RedisUse {
  /** Caches, which applications can do without. */
  CACHE("pages are made without it until it answers", "nothing is stored in it until it does"),
  /** The log of invalidations, whose reader tells itself when it cannot be read. */
  LOG("", ""),
  /** Sessions, which they cannot. */
  SESSIONS(
      "requests that need their session are refused until it answers",
      "requests that change their session are refused until it stores again");

  private final String withoutReads;
  private final String withoutWrites;

  RedisUse(String withoutReads, String withoutWrites) {
    this.withoutReads = withoutReads;
    this.withoutWrites = withoutWrites;
  }

  /** Returns what shows that Redis answers commands that only read. */
  Probe reads() {
    return this == SESSIONS ? Probe.SCRIPT_READ : Probe.READ; // no constants: they need Redisson
  }

  /** Returns what shows that Redis answers commands that change something. */
  Probe writes() {
    return this == SESSIONS ? Probe.SCRIPT_WRITE : Probe.WRITE;
  }

  String withoutReads() {
    return withoutReads;
  }

  String withoutWrites() {
    return withoutWrites;
  }
}
