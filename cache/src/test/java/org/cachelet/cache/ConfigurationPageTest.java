// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cachelet.cache.servlet.HoleSettings;
import org.cachelet.redis.RedisSettings;
import org.junit.jupiter.api.Test;

/** Keeps docs/configuration.md to what the module declares. */
final class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void section_hasARowForEachSettingAndNoOther() throws IOException {
    assertThat(rowsUnder("## Settings of cachelet-cache"))
        .containsExactlyElementsOf(rowsOf(new CacheSettings()));
  }

  @Test
  void sectionOfRedis_hasARowForEachSettingAndNoOther() throws IOException {
    assertThat(rowsUnder("## Settings of Redis"))
        .containsExactlyElementsOf(rowsOf(new RedisSettings()));
  }

  @Test
  void sectionOfHoles_hasARowForEachSettingAndNoOther() throws IOException {
    assertThat(rowsUnder("## Settings of holes"))
        .containsExactlyElementsOf(rowsOf(new HoleSettings()));
  }

  private static List<String> rowsOf(SettingGroup group) {
    return group.settings().stream().map(ConfigurationPageTest::row).toList();
  }

  private static String row(Setting<?> setting) {
    String defaultText = setting.defaultText().orElse("");
    return "| `%s` | %s | %s | %s |"
        .formatted(
            setting.key(),
            setting.type().kind(),
            defaultText.isEmpty() ? "none" : "`" + defaultText + "`",
            setting.description());
  }

  private static List<String> rowsUnder(String heading) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .toList();
  }
}
