// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures in files and lines. */
final class FiguresTest {
  private static final Figure WHOLE =
      Figure.of("a {b}", "with \"quotes\" \\", "µs", new Spread(0.5, 1.2e-4, 600))
          .goal(Goal.atLeast(0.95))
          .remark("c, d\ne")
          .besides(0.6);
  private static final Figure EMPTY = Figure.none("e", "f", "x", "no result: noise");

  @Test
  void figures_areRead_asTheyWereWritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("made/figures.json");
    Figures.write(file, List.of(WHOLE, EMPTY));
    assertThat(Figures.read(file)).containsExactly(WHOLE, EMPTY);
  }

  @Test
  void absentFile_hasNoFigures(@TempDir Path folder) throws IOException {
    assertThat(Figures.read(folder.resolve("none.json"))).isEmpty();
  }

  @Test
  void figure_isOneLine_amongOthers() {
    assertThat(Figures.line(WHOLE)).doesNotContain("\n");
    assertThat(Figures.ofLine(Figures.line(WHOLE))).contains(WHOLE);
    assertThat(Figures.ofLine("warning: none")).isEmpty();
  }
}
