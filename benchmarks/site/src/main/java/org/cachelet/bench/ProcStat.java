// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** How much CPU processes and the whole machine have used, from Linux' /proc. */
final class ProcStat {
  private static final Path PROC = Path.of("/proc");
  private static final long MICROS_PER_TICK = 10_000; // USER_HZ is 100 on all platforms of Linux
  private static final int USER_TIME = 11; // fields of /proc/PID/stat, counted behind the name
  private static final int SYSTEM_TIME = 12;
  private static final int IDLE = 4;
  private static final int IO_WAIT = 5;
  private static final int GUEST = 9; // from here on counted twice

  private ProcStat() {}

  /** Returns whether this machine tells. */
  static boolean isThere() {
    return Files.isReadable(PROC.resolve("self/stat"));
  }

  /** Returns the ids of a process and of all that it has started. */
  static Set<Long> family(ProcessHandle process) {
    Set<Long> all =
        process
            .descendants()
            .filter(ProcessHandle::isAlive)
            .map(ProcessHandle::pid)
            .collect(Collectors.toSet());
    all.add(process.pid());
    return all;
  }

  /** Returns the microseconds of CPU that processes have used together. */
  static long ofProcesses(Collection<Long> pids) throws IOException {
    long sum = 0;
    for (long pid : pids) {
      sum += ofProcess(Files.readString(PROC.resolve(pid + "/stat")));
    }
    return sum * MICROS_PER_TICK;
  }

  /** Returns the microseconds of CPU that were used on all cores, by whomever. */
  static long ofMachine() throws IOException {
    try (var lines = Files.lines(PROC.resolve("stat"))) {
      return ofMachine(lines.findFirst().orElseThrow()) * MICROS_PER_TICK;
    }
  }

  /** Returns the ticks in a line of a process, whose name may hold spaces and parentheses. */
  static long ofProcess(String line) {
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
  }

  /** Returns the ticks in the first line of the machine in which no core was idle. */
  static long ofMachine(String line) {
    String[] fields = line.trim().split(" +", -1);
    long busy = 0;
    for (int field = 1; field < Math.min(fields.length, GUEST); field++) {
      busy += field == IDLE || field == IO_WAIT ? 0 : Long.parseLong(fields[field]);
    }
    return busy;
  }
}
