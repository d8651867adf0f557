// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The archives for those who copy jars, the BOM for all others, and what docs/install.md says. */
final class BundlesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern VERSION = Pattern.compile("-\\d.*");
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern ARTIFACT =
      Pattern.compile("<artifactId>(cachelet-[a-z-]+)</artifactId>");
  private static final double MEGABYTE = 1e6;

  @ParameterizedTest
  @EnumSource
  void bundle_isWhatTheTableSays(Bundle bundle) throws Exception {
    String[] row = row(bundle);
    TreeSet<String> jars = new TreeSet<>();
    long size = 0;
    for (Path jar : bundle.jars()) {
      jars.add("`" + VERSION.matcher(jar.getFileName().toString()).replaceFirst("") + "`");
      size += Files.size(jar);
    }
    assertThat(row[2].split(", ")).containsExactlyInAnyOrderElementsOf(jars);
    assertThat(Double.parseDouble(row[3].replace(" MB", "")))
        .as("MB of jars in %s", bundle.title())
        .isBetween(size / MEGABYTE - 0.1, size / MEGABYTE + 0.1);
  }

  @ParameterizedTest
  @EnumSource
  void bundle_saysOfEachJar_underWhichLicenceItIs(Bundle bundle) throws Exception {
    assertLicences(bundle.jars(), bundle.folder().resolve("licences"));
  }

  @Test
  void archiveForJetty_saysOfEachJar_underWhichLicenceItIs(@TempDir Path base) throws Exception {
    SessionInstallation.unpack(base);
    Path folder = base.resolve("lib/cachelet");
    try (Stream<Path> files = Files.list(folder)) {
      assertLicences(files.filter(Files::isRegularFile).toList(), folder.resolve("licences"));
    }
  }

  private static void assertLicences(List<Path> jars, Path licences) throws IOException {
    assertThat(jars).isNotEmpty();
    List<String> lines = Files.readAllLines(licences.resolve("README.txt"));
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      assertThat(lines)
          .as("licence of %s", name)
          .anySatisfy(
              line -> {
                String[] fields = line.split(" {2,}");
                assertThat(fields).hasSize(4);
                assertThat(name).startsWith(fields[0]);
                assertThat(licences.resolve(fields[3])).isNotEmptyFile();
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void bundle_saysHowToUseIt_withItsVersion(Bundle bundle) throws Exception {
    assertThat(bundle.folder().resolve("README.txt"))
        .content()
        .startsWith("Cachelet " + versionOf(bundle))
        .doesNotContain("${");
  }

  @Test
  void bom_namesEachPartOnce() throws Exception {
    List<String> named = found(ARTIFACT, Files.readString(ROOT.resolve("bom/pom.xml")));
    TreeSet<String> parts = new TreeSet<>();
    for (String module : found(MODULE, Files.readString(ROOT.resolve("pom.xml")))) {
      String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
      if (!pom.contains("<maven.deploy.skip>true") && !module.matches("bom|bundles|demo-war")) {
        String own = pom.substring(pom.indexOf("</parent>"));
        parts.add(found(ARTIFACT, own).get(0));
      }
    }
    assertThat(named.subList(1, named.size())).containsExactlyInAnyOrderElementsOf(parts);
  }

  private static String[] row(Bundle bundle) throws IOException {
    try (Stream<String> lines = Files.lines(ROOT.resolve("docs/install.md"))) {
      String line =
          lines
              .filter(text -> text.contains("| `" + bundle.title() + "` |"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("docs/install.md lacks " + bundle.title()));
      return Arrays.stream(line.substring(1).split("\\|"))
          .map(String::strip)
          .toArray(String[]::new);
    }
  }

  private static String versionOf(Bundle bundle) throws IOException {
    return bundle.folder().getFileName().toString().substring(bundle.title().length() + 1);
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group(1)).toList();
  }
}
