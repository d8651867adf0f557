// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PagingTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1, 0, 0, 1",
    "1, 24, 1, 1, 24, 1",
    "2, 25, 2, 25, 25, 1 2",
    "1, 250, 11, 1, 24, 1 2 3 4 5",
    "6, 250, 11, 121, 144, 4 5 6 7 8",
    "11, 250, 11, 241, 250, 7 8 9 10 11"
  })
  void paging_showsPart(int page, int total, int pages, int from, int to, String around) {
    Paging paging = new Paging(page, total);

    assertThat(paging.pages()).isEqualTo(pages);
    assertThat(paging.from()).isEqualTo(from);
    assertThat(paging.to()).isEqualTo(to);
    assertThat(paging.around().stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .isEqualTo(around);
  }

  @Test
  void page_isTheFirst_whenNoneIsNamed() {
    assertThat(Paging.of(Optional.empty(), 0)).contains(new Paging(1, 0));
  }

  @Test
  void page_isNone_whenListHasNoSuchPage() {
    for (String page : List.of("0", "3", "-1", "01", "x", "", "1 ", "99999999999")) {
      assertThat(Paging.of(Optional.of(page), 48)).as(page).isEmpty();
    }
  }
}
