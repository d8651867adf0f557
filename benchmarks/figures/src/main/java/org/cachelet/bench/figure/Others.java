// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.figure;

import java.io.IOException;

/** What is used of the machine by what is neither this process nor was started by it. */
public final class Others {
  private static final double NANOS_PER_MICRO = 1e3;

  private final long startNanos = System.nanoTime();
  private final long startMicros = micros();

  /** Returns how many cores they have used since this was made; 0 where /proc is not. */
  public double cores() {
    double passed = (System.nanoTime() - startNanos) / NANOS_PER_MICRO;
    return Math.max(0, micros() - startMicros) / passed;
  }

  private static long micros() {
    try {
      return ProcStat.ofMachine() - ProcStat.withEnded(ProcessHandle.current());
    } catch (IOException e) {
      return 0;
    }
  }
}
