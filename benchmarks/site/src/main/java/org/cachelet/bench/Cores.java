// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps servers on the first core, and load and Redis on the second, where the system can. */
final class Cores {
  private static final String SERVERS = "0";
  private static final String OTHERS = "1";
  private static final int COUNT = Runtime.getRuntime().availableProcessors(); // before pinning
  private static final boolean PINS = COUNT > 1 && runs("taskset", "-c", OTHERS, "true");

  private Cores() {}

  /** Returns how many cores there are. */
  static int count() {
    return COUNT;
  }

  /** Returns whether processes stay on their cores. */
  static boolean pins() {
    return PINS;
  }

  /** Returns a command that runs a server on its core. */
  static List<String> ofServers(List<String> command) {
    List<String> pinned = new ArrayList<>(PINS ? List.of("taskset", "-c", SERVERS) : List.of());
    pinned.addAll(command);
    return pinned;
  }

  /** Moves a running process to the core of all that is no server. */
  static void moveAside(long pid) {
    if (PINS) {
      runs("taskset", "-a", "-p", "-c", OTHERS, Long.toString(pid));
    }
  }

  private static boolean runs(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
