// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A time that passes only when a test says so. */
final class PassingTime implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-21T10:00:00Z");

  synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
