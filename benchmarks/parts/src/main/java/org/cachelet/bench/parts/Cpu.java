// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.cachelet.bench.figure.Spread;

/** The processor time of the thread that asks. */
public final class Cpu {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Cpu() {}

  /** Returns how much it has used, in nanoseconds. */
  public static long nanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /**
   * Measures two ways of doing the same in turn, A B A B, and returns how many times as much the
   * second takes.
   *
   * @param rounds how often; as often before, to warm up
   */
  public static Spread ratio(int rounds, Work first, Work second) throws Exception {
    double[] ratios = new double[rounds];
    for (int round = -rounds; round < rounds; round++) {
      double one = measured(first);
      double two = measured(second);
      if (round >= 0) {
        ratios[round] = two / one;
      }
    }
    return Spread.of(ratios);
  }

  private static double measured(Work work) throws Exception {
    long before = nanos();
    work.run();
    return nanos() - before;
  }

  /** What is measured: so many operations, as many in both ways. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws Exception;
  }
}
