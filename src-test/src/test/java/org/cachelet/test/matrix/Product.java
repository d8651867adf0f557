// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A container as its makers ship it, unpacked by the build. */
abstract class Product {
  private static final Path UNPACKED = Path.of("target/containers");

  private final String name;
  private final String folder;
  private final int oldestJava;
  private final int newestJava;

  /**
   * A product that is known by a name.
   *
   * @param name what users call it, with its version
   * @param folder its folder among the unpacked ones
   */
  Product(String name, String folder) {
    this(name, folder, 17, Integer.MAX_VALUE);
  }

  Product(String name, String folder, int oldestJava, int newestJava) {
    this.name = name;
    this.folder = folder;
    this.oldestJava = oldestJava;
    this.newestJava = newestJava;
  }

  /** Returns whether the build has unpacked it. */
  final boolean isThere() {
    return Files.isDirectory(home());
  }

  /** Returns whether it can be run with a Java of this feature version. */
  final boolean runsOn(int java) {
    return java >= oldestJava && java <= newestJava;
  }

  /** Returns where it is unpacked. */
  final Path home() {
    return UNPACKED.resolve(folder).toAbsolutePath();
  }

  /** Writes its configuration into an empty folder: HTTP on this port of 127.0.0.1. */
  abstract void configure(Path base, int port) throws IOException;

  /** Returns the command that runs it in the foreground. */
  abstract List<String> command(Path base, int port);

  /** Returns whether Cachelet has an adapter of its own for its sessions. */
  boolean hasSessionAdapter() {
    return false;
  }

  /** Adds that adapter to a base that is configured. */
  void addSessionAdapter(Path base, int port, String redisUrl) throws IOException {
    throw new UnsupportedOperationException(name);
  }

  /** Returns the variables of the environment that it needs. */
  Map<String, String> environment(Path base) {
    return Map.of();
  }

  /** Returns whether its requests run on virtual threads here, where this Java has them. */
  boolean hasVirtualThreads() {
    return false;
  }

  /** Returns whether it keeps class loaders of applications that it has removed, of any makers. */
  boolean keepsLoaders() {
    return false;
  }

  /** Returns what the table says of a feature that works. */
  String success(Feature feature) {
    return "yes";
  }

  /** Returns the file that it deploys as {@code /matrix} when it is there. */
  abstract Path war(Path base);

  /** Copies a folder with all that is in it. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  @Override
  public final String toString() {
    return name;
  }
}
