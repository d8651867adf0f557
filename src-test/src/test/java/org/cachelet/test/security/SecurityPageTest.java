// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/security.md} and the cases are in step. */
final class SecurityPageTest {
  private static final Path PAGE = Path.of("..", "docs", "security.md");
  private static final int PROMISED = 120;

  @Test
  void page_listsEachCase_andNoOther() throws IOException {
    assertThat(rows("\\| [A-Z]\\d\\d \\|.*")).isEqualTo(SecurityTables.cases());
  }

  @Test
  void page_listsEachIncidentAndRule_withItsCases() throws IOException {
    assertThat(Files.readAllLines(PAGE))
        .containsAll(SecurityTables.incidents())
        .containsAll(SecurityTables.rules());
  }

  @Test
  void page_countsTheCasesOfEachGroup() throws IOException {
    assertThat(Files.readAllLines(PAGE)).containsAll(SecurityTables.groups());
  }

  @Test
  void cases_standForEachOrigin_andHaveIdsOfTheirOwn() {
    List<Listed> cases = Cases.listed();

    assertThat(cases).hasSizeGreaterThanOrEqualTo(PROMISED);
    assertThat(cases).extracting(Listed::id).doesNotHaveDuplicates();
    assertThat(cases).extracting(Listed::origin).containsAll(Arrays.asList(Origin.values()));
    assertThat(cases).extracting(Listed::group).containsAll(Arrays.asList(Group.values()));
  }

  private static List<String> rows(String pattern) throws IOException {
    return Files.readAllLines(PAGE).stream().filter(line -> line.matches(pattern)).toList();
  }
}
