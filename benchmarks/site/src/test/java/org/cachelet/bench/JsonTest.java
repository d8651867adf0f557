// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures in files. */
final class JsonTest {
  @Test
  void figures_areRead_asTheyWereWritten(@TempDir Path folder) throws IOException {
    List<Figure> figures =
        List.of(
            new Figure("a {b}", "with \"quotes\" \\", 0.5, "x", 0.4, 0.6, ">= 0.95", "c, d"),
            new Figure("e", "f", null, "x", null, null, "", "no result: noise"));
    Path file = folder.resolve("figures.json");
    Json.write(file, figures);
    assertThat(Json.read(file)).isEqualTo(figures);
  }

  @Test
  void numbers_areRead_inAnyForm(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("figures.json");
    Files.writeString(
        file,
        "[{\"group\":\"a\",\"name\":\"b\",\"value\":1.2E-4,\"goal\":\"<= 3\",\"note\":null}]");
    assertThat(Json.read(file)).singleElement().extracting(Figure::value).isEqualTo(1.2e-4);
  }

  @Test
  void absentFile_hasNoFigures(@TempDir Path folder) throws IOException {
    assertThat(Json.read(folder.resolve("none.json"))).isEmpty();
  }
}
