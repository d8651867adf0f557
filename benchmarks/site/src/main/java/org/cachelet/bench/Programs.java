// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that may be installed here. */
final class Programs {
  /** Where distributions put servers, which is in the path of few users. */
  private static final String SYSTEM = "/usr/local/sbin:/usr/sbin:/sbin";

  private Programs() {}

  /** Returns the path of a program; empty if it is not installed. */
  static Optional<String> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + SYSTEM;
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
