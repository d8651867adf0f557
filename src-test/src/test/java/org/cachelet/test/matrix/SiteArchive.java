// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The WAR of all containers: what a user copies, and pages. */
final class SiteArchive {
  private static final Path CLASSES = Path.of("target/test-classes");
  private static final Path PACKAGES = CLASSES.resolve("org/cachelet/test");
  private static final Path PAGES = Path.of("src/test/site");
  private static final Path BUNDLES = Path.of("target/bundles");
  private static final Path THYMELEAF = Path.of("target/lib");

  private final Map<String, Path> files = new TreeMap<>();

  SiteArchive(SessionsBy sessions) throws IOException {
    add(PAGES, PAGES, "");
    add(CLASSES, PACKAGES.resolve("app"), "WEB-INF/classes/");
    add(CLASSES, PACKAGES.resolve("matrix/site"), "WEB-INF/classes/");
    add(THYMELEAF, THYMELEAF, "WEB-INF/lib/");
    for (String bundle : sessions.bundles()) {
      try (Stream<Path> found = Files.list(BUNDLES)) {
        for (Path folder : found.filter(path -> isOf(path, bundle)).toList()) {
          add(folder, folder.resolve("WEB-INF"), "");
        }
      }
    }
  }

  /** Puts the WAR in a place, from one moment to the next. */
  void deployAs(Path war) throws IOException {
    Path written = war.resolveSibling("matrix.part");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(written))) {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        Files.copy(file.getValue(), zip);
      }
    }
    Files.move(written, war, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void add(Path root, Path folder, String into) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      found
          .filter(Files::isRegularFile)
          .forEach(
              file -> files.put(into + root.relativize(file).toString().replace('\\', '/'), file));
    }
  }

  private static boolean isOf(Path folder, String bundle) {
    return folder.getFileName().toString().startsWith("cachelet-bundle-" + bundle + "-");
  }
}
