// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Releases of an application, each compiled from a source and loaded by itself. */
final class Releases implements AutoCloseable {
  private final List<URLClassLoader> loaders = new ArrayList<>();
  private final Path folder;

  /** Keeps classes in a folder. */
  Releases(Path folder) {
    this.folder = folder;
  }

  /** Compiles the classes of the package {@code shop}, of which {@code Made} may be public. */
  ClassLoader compile(String source) throws IOException {
    Path release = Files.createTempDirectory(folder, "release");
    Path file = Files.writeString(release.resolve("Made.java"), "package shop; " + source);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-d",
                release.toString(),
                file.toString());
    assertThat(failed).isZero();
    URLClassLoader loader =
        new URLClassLoader(new URL[] {release.toUri().toURL()}, Releases.class.getClassLoader());
    loaders.add(loader);
    return loader;
  }

  @Override
  public void close() throws IOException {
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
  }
}
