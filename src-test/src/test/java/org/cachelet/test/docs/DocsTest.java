// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation says what is: its blocks, settings and links. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DocsTest {
  /** Pages whose blocks a test of their own follows. */
  private static final Set<String> FOLLOWED_LITERALLY = Set.of("docs/getting-started.md");

  /** Code and templates of tests. */
  private static final String RUN = "src-test/src/test";

  private static final String HTTP_FIELD = "[!#$%&'*+.^_`|~A-Za-z0-9-]+: \\S.*";

  private final SnippetFiles java = new SnippetFiles(".java", RUN);
  private final SnippetFiles jsp = new SnippetFiles(".jsp", RUN, "taglib/src/test/snippets");
  private final SnippetFiles html =
      new SnippetFiles(".html", RUN, "thymeleaf-dialect/src/test/snippets");

  DocsTest() throws IOException {}

  static List<Block> blocks() throws IOException {
    return pages().stream()
        .filter(page -> !FOLLOWED_LITERALLY.contains(page.toString()))
        .flatMap(page -> page.blocks().stream())
        .toList();
  }

  static List<Page> pages() throws IOException {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void block_isTaken_fromWhatATestRuns(Block block) throws Exception {
    switch (block.language()) {
      case "properties" -> SettingsInDocs.checkFile(block);
      case "java" -> checkSnippet(block, java);
      case "jsp" -> checkSnippet(block, jsp);
      case "html" -> checkSnippet(block, html);
      case "xml" -> new XmlBlocks().check(block);
      case "kotlin" -> new XmlBlocks().checkScript(block);
      case "sh" -> ShellBlocks.check(block);
      case "redis" -> checkCommands(block);
      case "http" -> assertThat(block.lines()).allMatch(line -> line.matches(HTTP_FIELD));
      case "text" -> assertThat(block.text()).isNotBlank(); // output
      default -> fail("%s is of no language that is checked; what is output is text", block);
    }
  }

  private static void checkSnippet(Block block, SnippetFiles files) {
    assertThat(files.missing(block)).as("%s: in no file that a test runs", block).isEmpty();
  }

  private static void checkCommands(Block block) {
    assumeTrue(RedisServer.isAvailable(), RedisServer::whyUnavailable);
    try (RedisServer server = RedisServer.start()) {
      for (String command : block.text().replaceAll("\\n\\s+", " ").lines().toList()) {
        assertThat(server.command(command.split(" +", -1))).as(command).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void setting_isThere_whereAPageNamesIt(Page page) {
    for (String code : page.inlineCode()) {
      String[] parts = code.split("=", 2);
      if (parts[0].matches("cachelet\\.(?!properties)[a-zA-Z.*-]+") && !isMeter(parts[0], page)) {
        assertThat(SettingsInDocs.hasKey(parts[0])).as(code).isTrue();
        if (parts.length == 2 && !parts[1].contains("…")) {
          assertThatCode(
                  () -> SettingsInDocs.checkValue(parts[0].replace("NAME", "some"), parts[1]))
              .as(code)
              .doesNotThrowAnyException();
        }
      }
    }
  }

  /** Returns whether it is in a table of meters, which a test of Micrometer holds to them. */
  private static boolean isMeter(String code, Page page) {
    return page.toString().equals("docs/monitoring.md")
        && page.prose().stream().anyMatch(line -> line.startsWith("| `" + code + "` |"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void link_leadsToAFileAndHeading(Page page) throws IOException {
    for (String link : page.links()) {
      if (!link.matches("[a-z]+:.*")) {
        String[] parts = link.split("#", 2);
        Path target =
            parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
        assertThat(target).as(link).exists();
        if (parts.length == 2) {
          assertThat(Page.read(target).anchors()).as(link).contains(parts[1]);
        }
      }
    }
  }

  @Test
  void readme_linksEachPage() throws IOException {
    List<String> links = Page.read(Page.ROOT.resolve("README.md")).links();
    for (Page page : pages()) {
      if (page.toString().startsWith("docs/")) {
        assertThat(links).anyMatch(link -> link.replaceFirst("#.*", "").equals(page.toString()));
      }
    }
  }

  @Test
  void snippet_isFound_whateverItsSpacesAndComments() throws IOException {
    Path folder = Files.createTempDirectory("snippets");
    Files.writeString(folder.resolve("A.java"), "int a =  f(1,\n    2); // why\nint b;");
    SnippetFiles files = new SnippetFiles(".java", folder.toString());
    assertThat(Arrays.asList("int a = f(1, 2); // because", "f(…); int b", "int b"))
        .allMatch(files::has);
    assertThat(Arrays.asList("int a = f(2, 1)", "int c", "f(…); int c")).noneMatch(files::has);
  }
}
