// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file where it is
 * @param blocks its fenced blocks
 * @param prose all other lines
 */
record Page(Path file, List<Block> blocks, List<String> prose) {
  /** The folder of the project. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern FENCE = Pattern.compile("(\\s*)```(\\S*)");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.+)");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Returns all pages that a user reads. */
  static List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>();
    for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      pages.add(read(ROOT.resolve(name)));
    }
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".md")).sorted().toList()) {
        pages.add(read(file));
      }
    }
    return pages;
  }

  /** Reads a page. */
  static Page read(Path file) {
    List<Block> blocks = new ArrayList<>();
    List<String> prose = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file, UTF_8);
      for (int i = 0; i < lines.size(); i++) {
        Matcher fence = FENCE.matcher(lines.get(i));
        if (fence.matches()) {
          Block block = block(file, lines, i, fence);
          blocks.add(block);
          i += block.lines().size() + 1;
        } else {
          prose.add(lines.get(i));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Page(file, blocks, prose);
  }

  private static Block block(Path file, List<String> lines, int start, MatchResult fence) {
    String end = fence.group(1) + "```";
    List<String> inside = lines.subList(start + 1, lines.size());
    int length = inside.indexOf(end);
    if (length < 0) {
      throw new AssertionError(file + ":" + (start + 1) + " is not closed");
    }
    int indent = fence.group(1).length();
    List<String> text =
        inside.subList(0, length).stream()
            .map(line -> line.substring(Math.min(indent, line.length())))
            .toList();
    String name = ROOT.relativize(file).toString();
    return new Block(name, start + 1, fence.group(2), String.join("\n", text));
  }

  /** Returns where its links lead, as they are written. */
  List<String> links() {
    String text = CODE.matcher(String.join("\n", prose)).replaceAll("code");
    return LINK.matcher(text).results().map(link -> link.group(1)).toList();
  }

  /** Returns what stands between backquotes outside of blocks. */
  List<String> inlineCode() {
    return prose.stream()
        .flatMap(line -> CODE.matcher(line).results())
        .map(code -> code.group(1))
        .toList();
  }

  /** Returns the anchors of its headings, as GitHub makes them. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String anchor = anchor(heading.group(1));
        int before = seen.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  @Override
  public String toString() {
    return ROOT.relativize(file).toString();
  }
}
