// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

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
    Figure share =
        new Figure("Jetty", "Cachelet", 0.9, "of the CPU of raw servlet", 0.8, 1.0, "", "");
    assertThat(Chart.svg(java.util.List.of(share))).startsWith("<svg").contains(">0.90<");
  }
}
