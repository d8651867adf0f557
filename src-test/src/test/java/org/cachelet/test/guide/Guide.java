// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the guides in {@code docs/getting-started.md}, as its readers see it.
 *
 * @param prose what stands between the blocks
 * @param blocks what they copy and compare, in its order
 */
record Guide(String prose, List<Block> blocks) {
  private static final Path PAGE = Path.of("../docs/getting-started.md");
  private static final Pattern FENCE = Pattern.compile("( *)```(\\w+)");
  private static final Pattern NAME = Pattern.compile(" *`([^` ]+)`");
  private static final Pattern JAR = Pattern.compile("`([a-z0-9-]+-[0-9][\\w.-]*\\.jar)`");

  /** Reads the one with this title. */
  static Guide titled(String title) throws IOException {
    List<String> lines = Files.readAllLines(PAGE, UTF_8);
    int start = lines.indexOf("## " + title);
    if (start < 0) {
      throw new IllegalStateException(PAGE + " has no chapter " + title);
    }
    int end = start + 1;
    while (end < lines.size() && !lines.get(end).startsWith("## ")) {
      end++;
    }
    return parsed(lines.subList(start + 1, end));
  }

  private static Guide parsed(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    StringBuilder prose = new StringBuilder();
    String last = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher fence = FENCE.matcher(line);
      if (fence.matches()) {
        int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(fence.group(1) + "```");
        String text = text(lines.subList(i + 1, end), fence.group(1).length());
        blocks.add(block(fence.group(2), last, text));
        i = end;
      } else if (!line.isBlank()) {
        prose.append(line).append('\n');
        last = line;
      }
    }
    return new Guide(prose.toString(), blocks);
  }

  private static String text(List<String> lines, int indentation) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line.isBlank() ? "" : line.substring(indentation)).append('\n');
    }
    return text.toString();
  }

  private static Block block(String language, String before, String text) {
    if (language.equals("sh")) {
      return new Block(Kind.COMMANDS, "", text);
    }
    if (language.equals("text")) {
      return new Block(Kind.OUTPUT, "", text);
    }
    Matcher name = NAME.matcher(before);
    if (!name.matches()) {
      throw new IllegalStateException("no name of a file stands before\n" + text);
    }
    return new Block(Kind.FILE, name.group(1), text);
  }

  /** Returns the names of the jars that its readers have to fetch. */
  List<String> jars() {
    return JAR.matcher(prose).results().map((MatchResult name) -> name.group(1)).toList();
  }

  /** What a block is. */
  enum Kind {
    /** The content of a file. */
    FILE,
    /** What to type into a shell. */
    COMMANDS,
    /** What the last command shows, shortened. */
    OUTPUT
  }

  /**
   * What stands between two fences.
   *
   * @param name that of the file, if it is one
   */
  record Block(Kind kind, String name, String text) {}
}
