// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cachelet.cache.Setting;
import org.junit.jupiter.api.Test;

/** Keeps docs/configuration.md to what the module declares. */
final class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "configuration.md");

  @Test
  void section_hasARowForEachSettingAndNoOther() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .dropWhile(line -> !line.equals("## Settings of sessions in Redis"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            new SessionSettings().settings().stream().map(ConfigurationPageTest::row).toList());
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
}
