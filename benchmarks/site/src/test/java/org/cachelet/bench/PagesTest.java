// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.Spread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages are what comparisons say. */
final class PagesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 20, 100})
  void page_hasItsSize(int kilobytes) {
    assertThat(Pages.at("/page/" + kilobytes)).hasSize(kilobytes * 1_024);
  }

  @Test
  void holes_areFilledWithWordsOfTheVisitor() {
    assertThat(new String(PageWithHoles.filled(), US_ASCII))
        .contains("name of this visitor", "cart of this visitor");
  }

  @Test
  void chart_hasABarForEachShare() {
    Spread spread = new Spread(0.9, 0.8, 1.0);
    Figure share = Figure.of("Jetty", "Cachelet", "of the CPU of raw servlet", spread);
    assertThat(Chart.svg(List.of(share))).startsWith("<svg").contains(">0.90<");
  }
}
