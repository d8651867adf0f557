// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files of which tests run each line, and of which the documentation shows parts. White space and
 * comments at the end of lines do not count.
 */
final class SnippetFiles {
  private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)//.*$");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final List<String> texts = new ArrayList<>();

  /** Reads the files in folders of the project, and below them, whose names end so. */
  SnippetFiles(String ending, String... folders) throws IOException {
    for (String folder : folders) {
      try (Stream<Path> files = Files.walk(Page.ROOT.resolve(folder))) {
        for (Path file : files.filter(each -> each.toString().endsWith(ending)).toList()) {
          texts.add(bare(Files.readString(file, UTF_8)));
        }
      }
    }
  }

  /** Returns those paragraphs of a block that stand in none of the files. */
  List<String> missing(Block block) {
    return block.paragraphs().stream().filter(paragraph -> !has(paragraph)).toList();
  }

  /** Returns whether a text stands in one of the files; an ellipsis is for anything. */
  boolean has(String text) {
    String pattern =
        Arrays.stream(bare(text).split("…", -1)).map(Pattern::quote).collect(joining(".*?"));
    Pattern wanted = Pattern.compile(pattern);
    return texts.stream().anyMatch(each -> wanted.matcher(each).find());
  }

  private static String bare(String text) {
    return SPACE.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("");
  }
}
