// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reasons not to store that the code gives, and those that the documentation explains. */
final class TroubleshootingPageTest {
  private static final Path PAGE = Path.of("../docs/troubleshooting.md");

  /** A call whose argument is a reason, perhaps after its word, and the reason's first literal. */
  private static final Pattern REASON =
      Pattern.compile(
          "\\b(?:refuse|refused|detail|because|Reason|Leak|pass|keepUnique|forwardPast)\\("
              + "\\s*(?:[a-z.()]+,\\s*)*(?:\"[a-z-]+\",\\s*)?\"([^\"\\\\]*)\"");

  @ParameterizedTest
  @CsvSource({
    "src/main/java, 50",
    "../taglib/src/main/java, 3",
    "../thymeleaf-dialect/src/main/java, 3",
    "../cache/src/main/java/org/cachelet/cache/servlet, 1",
  })
  void eachReason_isExplained(String sources, int atLeast) throws IOException {
    String page = Files.readString(PAGE);
    List<String> reasons = reasons(Path.of(sources));
    assertThat(reasons).hasSizeGreaterThanOrEqualTo(atLeast);
    assertThat(reasons)
        .allSatisfy(
            reason -> assertThat(page.contains(reason.strip())).as("explains: " + reason).isTrue());
  }

  private static List<String> reasons(Path sources) throws IOException {
    List<String> reasons = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        REASON
            .matcher(Files.readString(file))
            .results()
            .map((MatchResult call) -> call.group(1))
            .filter(text -> text.contains(" "))
            .forEach(reasons::add);
      }
    }
    return reasons;
  }
}
