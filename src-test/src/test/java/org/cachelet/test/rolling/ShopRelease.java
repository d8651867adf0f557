// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.ToolProvider;

/** Releases of the demo, as unpacked WARs. */
final class ShopRelease {
  private static final Path WAR = Path.of("target/demo.war");
  private static final Path CHANGED = Path.of("src/test/resources/next-release");

  private ShopRelease() {}

  /** Unpacks the demo as it is. */
  static Path old(Path folder) throws IOException {
    try (ZipFile war = new ZipFile(WAR.toFile())) {
      for (ZipEntry entry : war.stream().filter(one -> !one.isDirectory()).toList()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream content = war.getInputStream(entry)) {
          Files.copy(content, file);
        }
      }
    }
    return folder;
  }

  /** Unpacks the demo with other classes of what is in sessions. */
  static Path next(Path folder) throws IOException {
    old(folder);
    Path classes = folder.resolve("WEB-INF/classes");
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-implicit:none", "--release", "17", "-cp"));
    arguments.add(classPath(folder));
    arguments.addAll(List.of("-d", classes.toString()));
    try (Stream<Path> sources = Files.walk(CHANGED)) {
      sources.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
    }
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(failed).as("classes of the next release are compiled").isZero();
    return folder;
  }

  private static String classPath(Path folder) throws IOException {
    try (Stream<Path> libraries = Files.list(folder.resolve("WEB-INF/lib"))) {
      return Stream.concat(Stream.of(folder.resolve("WEB-INF/classes")), libraries)
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
