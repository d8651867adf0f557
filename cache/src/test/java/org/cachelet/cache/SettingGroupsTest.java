// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingGroupsTest {
  private static final String FILE = "META-INF/services/org.cachelet.cache.SettingGroup";

  /** A group of another module. */
  public static final class Other implements SettingGroup {
    @Override
    public List<Setting<?>> settings() {
      return List.of(Setting.of("cachelet.other", SettingType.flag(), "true", "Is it?"));
    }
  }

  /** A server that has this module and another one, as an application of it sees them. */
  private static final class ServerLoader extends URLClassLoader {
    private static final URL[] CLASSES = {
      location(SettingGroup.class), location(SettingGroupsTest.class)
    };
    private final Path services;

    ServerLoader(Path services) {
      super(CLASSES, ClassLoader.getPlatformClassLoader());
      this.services = services;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.equals(FILE)
          ? Collections.enumeration(List.of(services.toUri().toURL()))
          : super.getResources(name);
    }

    private static URL location(Class<?> type) {
      return Objects.requireNonNull(type.getProtectionDomain().getCodeSource()).getLocation();
    }
  }

  private static Path services(Path folder, String... names) throws IOException {
    return Files.write(folder.resolve("services"), List.of(names));
  }

  @Test
  void groupOfAnotherLoader_isKnownByItsKeys(@TempDir Path folder) throws IOException {
    Path services = services(folder, "# of a server", Other.class.getName() + " # sessions");
    try (ServerLoader server = new ServerLoader(services)) {
      List<SettingGroup> groups = SettingGroup.allIn(server);
      assertThat(groups).singleElement().isNotInstanceOf(Other.class);
      Settings settings =
          Settings.builder().map("test", Map.of("cachelet.other", "what it likes")).build(groups);
      assertThat(settings).isNotNull();
    }
  }

  @Test
  void missingGroup_isAnError(@TempDir Path folder) throws IOException {
    try (ServerLoader server = new ServerLoader(services(folder, "org.cachelet.None"))) {
      assertThatThrownBy(() -> SettingGroup.allIn(server))
          .isInstanceOf(ServiceConfigurationError.class)
          .hasMessageContaining("org.cachelet.None");
    }
  }
}
