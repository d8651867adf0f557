// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The processes and folders that must not outlive this JVM. Thread-safe. */
final class Leftovers {
  private static final Set<Process> PROCESSES = ConcurrentHashMap.newKeySet();
  private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::remove, "test-redis-leftovers"));
  }

  private Leftovers() {}

  /** Remembers a process to be killed when the JVM ends, and returns it. */
  static Process killAtEnd(Process process) {
    PROCESSES.removeIf(other -> !other.isAlive());
    PROCESSES.add(process);
    return process;
  }

  /** Returns a new empty folder that is deleted when the JVM ends, if not before. */
  static Path newFolder() {
    try {
      Path folder = Files.createTempDirectory("cachelet-redis-");
      FOLDERS.add(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a folder with all that is in it; files that cannot be deleted stay. */
  static void delete(Path folder) {
    FOLDERS.remove(folder);
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      folder.toFile().deleteOnExit();
    }
  }

  /** Kills and deletes everything that is left. */
  private static void remove() {
    PROCESSES.forEach(Process::destroyForcibly);
    FOLDERS.forEach(Leftovers::delete);
  }
}
