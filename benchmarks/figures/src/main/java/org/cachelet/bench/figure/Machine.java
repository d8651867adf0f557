// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What figures are measured on. */
public final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Path RELEASE = Path.of("/etc/os-release");

  private Machine() {}

  /**
   * Returns processors, system and JVM in one line.
   *
   * @param cores how many there are, which a process cannot see that is bound to one
   */
  public static String description(int cores) {
    return cores
        + " cores of "
        + value(PROCESSORS, "model name", ':').orElse(System.getProperty("os.arch"))
        + ", "
        + value(RELEASE, "PRETTY_NAME", '=').orElse(System.getProperty("os.name"))
        + ", "
        + System.getProperty("java.vm.name")
        + " "
        + System.getProperty("java.runtime.version");
  }

  private static Optional<String> value(Path file, String name, char separator) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(separator) + 1).replace("\"", "").trim())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
