// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What is measured on, and what else it does meanwhile. */
final class Machine {
  private static final Path ALL = Path.of("/proc/stat");
  private static final Path OWN = Path.of("/proc/self/stat");
  private static final double TICKS = 100; // of /proc, in a second

  private final long startNanos = System.nanoTime();
  private final double startForeign = foreignSeconds();

  /** Returns the machine in one line. */
  static String describe() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %s %s, Java %s",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.vm.version"));
  }

  /** Returns how many cores others have used since this was made; nothing where /proc is not. */
  Figure load() {
    double cores = others();
    double average = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return Figure.of("machine", "cores used by others", "", new Figure.Spread(cores, cores, cores))
        .remark(String.format(Locale.ROOT, "%s; load average %.1f", describe(), average));
  }

  /** Returns how many cores others have used since this was made; 0 where /proc is not. */
  double others() {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return Math.max(0, foreignSeconds() - startForeign) / seconds;
  }

  private static double foreignSeconds() {
    try {
      String[] all = Files.readAllLines(ALL).get(0).split(" +", -1);
      double busy = ticks(all, 1) + ticks(all, 2) + ticks(all, 3) + ticks(all, 6) + ticks(all, 7);
      String own = Files.readString(OWN);
      String[] after = own.substring(own.lastIndexOf(')') + 2).split(" ", -1);
      return (busy - ticks(after, 11) - ticks(after, 12) - ticks(after, 13) - ticks(after, 14))
          / TICKS;
    } catch (IOException e) {
      return 0;
    }
  }

  private static double ticks(String[] fields, int at) {
    return Double.parseDouble(fields[at]);
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 2))
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException e) {
      return "unknown processor";
    }
  }
}
