// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How Linux counts CPU. */
final class ProcStatTest {
  @Test
  void process_hasItsTimeInUserAndSystem_whateverItsName() {
    String line = "42 (a ) name) S 1 42 42 0 -1 4194304 99 0 0 0 1200 34 5 6 20 0 1 0 3621781";
    assertThat(ProcStat.ofProcess(line)).isEqualTo(1_234);
  }

  @Test
  void machine_isBusy_whenItIsNeitherIdleNorWaiting() {
    assertThat(ProcStat.ofMachine("cpu  1 20 300 4000 50000 6 70 800 9 9")).isEqualTo(1_197);
  }
}
