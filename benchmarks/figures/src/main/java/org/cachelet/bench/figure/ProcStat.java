// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How much CPU processes and the whole machine have used, from Linux' /proc. */
public final class ProcStat {
  private static final Path PROC = Path.of("/proc");
  private static final long MICROS_PER_TICK = 10_000; // USER_HZ is 100 on all platforms of Linux
  private static final int USER_TIME = 11; // fields of /proc/PID/stat, counted behind the name
  private static final int SYSTEM_TIME = 12;
  private static final int ENDED_USER_TIME = 13;
  private static final int ENDED_SYSTEM_TIME = 14;
  private static final int IDLE = 4;
  private static final int IO_WAIT = 5;
  private static final int GUEST = 9; // from here on counted twice

  private ProcStat() {}

  /** Returns whether this machine tells. */
  public static boolean isThere() {
    return Files.isReadable(PROC.resolve("self/stat"));
  }

  /** Returns the ids of a process and of all that it has started. */
  public static Set<Long> family(ProcessHandle process) {
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
  public static long ofProcesses(Collection<Long> pids) throws IOException {
    long sum = 0;
    for (long pid : pids) {
      sum += ofProcess(Files.readString(PROC.resolve(pid + "/stat")));
    }
    return sum * MICROS_PER_TICK;
  }

  /** Returns the microseconds of CPU of a process and of those that it started and that ended. */
  static long withEnded(ProcessHandle process) throws IOException {
    String line = Files.readString(PROC.resolve(process.pid() + "/stat"));
    return sum(line, USER_TIME, SYSTEM_TIME, ENDED_USER_TIME, ENDED_SYSTEM_TIME) * MICROS_PER_TICK;
  }

  /** Returns the microseconds of CPU that were used on all cores, by whomever. */
  public static long ofMachine() throws IOException {
    try (var lines = Files.lines(PROC.resolve("stat"))) {
      return ofMachine(lines.findFirst().orElseThrow()) * MICROS_PER_TICK;
    }
  }

  /** Returns the ticks in a line of a process. */
  static long ofProcess(String line) {
    return sum(line, USER_TIME, SYSTEM_TIME);
  }

  /** Returns the sum of fields in a line of a process, whose name may hold spaces and the like. */
  private static long sum(String line, int... fields) {
    String[] values = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return IntStream.of(fields).mapToLong(field -> Long.parseLong(values[field])).sum();
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
