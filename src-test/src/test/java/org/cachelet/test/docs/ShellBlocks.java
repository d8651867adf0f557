// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What commands name: profiles, modules and tests of the build, modules of Jetty, settings. */
final class ShellBlocks {
  private static final Pattern PROFILE = Pattern.compile(" -P(\\S+)");
  private static final Pattern MODULES = Pattern.compile(" -pl (\\S+)");
  private static final Pattern TESTS = Pattern.compile("-Dtest='?([^' ]+)'?");
  private static final Pattern JETTY_MODULES = Pattern.compile("--add-modules=(\\S+)");
  private static final Pattern VARIABLE = Pattern.compile("(CACHELET_\\w+)=(\\S+)");
  private static final Pattern PROGRAM = Pattern.compile("(?m)^([^\\s=]+)(?= |$)");

  /** Those that a reader has. */
  private static final List<String> PROGRAMS =
      List.of("./mvnw", "java", "curl", "export", "cp", "unzip", "mkdir", "cd");

  private static final Path JETTY_BASE =
      Page.ROOT.resolve("session-store/jetty/src/main/jetty-base/modules");

  private ShellBlocks() {}

  /** Fails if commands name what is not there. */
  static void check(Block block) throws IOException {
    String text = block.text().replaceAll("\\\\\n\\s*", " ");
    String poms = Files.readString(Page.ROOT.resolve("pom.xml"), UTF_8) + demo();
    for (String profile : found(PROFILE, text)) {
      assertThat(poms).as("%s", block).contains("<id>" + profile + "</id>");
    }
    for (String modules : found(MODULES, text)) {
      for (String module : modules.split(",", -1)) {
        assertThat(Page.ROOT.resolve(module).resolve("pom.xml")).as("%s", block).exists();
      }
    }
    for (String tests : found(TESTS, text)) {
      for (String test : tests.split(",", -1)) {
        assertThat(testsLike(test)).as("%s: tests like %s", block, test).isPositive();
      }
    }
    for (String module : found(JETTY_MODULES, text)) {
      assertThat(JETTY_BASE.resolve(module + ".mod")).as("%s", block).exists();
    }
    assertThat(found(PROGRAM, text)).as("%s", block).isSubsetOf(PROGRAMS);
    SettingsInDocs.checkEnvironment(variables(text));
  }

  private static String demo() throws IOException {
    return Files.readString(Page.ROOT.resolve("demo-war/pom.xml"), UTF_8);
  }

  private static Map<String, String> variables(String text) {
    Map<String, String> variables = new HashMap<>();
    VARIABLE.matcher(text).results().forEach(each -> variables.put(each.group(1), each.group(2)));
    return variables;
  }

  private static long testsLike(String pattern) throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern + ".java");
    try (Stream<Path> files = Files.walk(Page.ROOT.resolve("src-test/src/test/java"))) {
      return files.map(Path::getFileName).filter(matcher::matches).count();
    }
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
