// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the figures were measured on. */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Path RELEASE = Path.of("/etc/os-release");

  private Machine() {}

  /** Returns one line: processors, system, JDK. */
  static String description() {
    return Cores.count()
        + " cores of "
        + value(PROCESSORS, "model name", ':').orElse(System.getProperty("os.arch"))
        + ", "
        + value(RELEASE, "PRETTY_NAME", '=').orElse(System.getProperty("os.name"))
        + ", "
        + System.getProperty("java.vm.name")
        + " "
        + System.getProperty("java.runtime.version")
        + (Cores.pins() ? ", servers on core 0, load and Redis on core 1" : ", not pinned");
  }

  /** Returns the versions of what was compared, by the names of their jars. */
  static List<String> versions(String classPath) {
    return Stream.of(classPath.split(java.io.File.pathSeparator, -1))
        .map(path -> Path.of(path).getFileName().toString())
        .filter(
            name ->
                name.matches(
                    "(jetty-ee\\d+-servlet|tomcat-embed-core|oscache|ehcache-(web|core)|spring-web"
                        + "|spring-session-data-redis|redisson(-tomcat-10)?|lettuce-core|thymeleaf)-[0-9].*"))
        .map(name -> name.replaceAll("\\.jar$", ""))
        .sorted()
        .collect(Collectors.toList());
  }

  private static java.util.Optional<String> value(Path file, String name, char separator) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(separator) + 1).replace("\"", "").trim())
          .findFirst();
    } catch (IOException e) {
      return java.util.Optional.empty();
    }
  }
}
