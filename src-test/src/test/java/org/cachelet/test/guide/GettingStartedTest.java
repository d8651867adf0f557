// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.guide;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guides of {@code docs/getting-started.md}, followed step by step in an empty folder. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class GettingStartedTest {
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>\\s*<groupId>.*?</dependency>", Pattern.DOTALL);
  private static final Pattern BOOT_VERSION =
      Pattern.compile("(?:starter-parent</artifactId>\\s*<version>|<spring-boot.version>)([^<]+)");

  private final Path folder;

  GettingStartedTest(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) {
    this.folder = folder;
  }

  /** The guide names the folder of Tomcat 11; that of 10.1 gets the same name here. */
  @ParameterizedTest
  @ValueSource(strings = {"tomcat10", "tomcat11"})
  void jspOnTomcat_showsWhatTheGuideShows(String which) throws Exception {
    String named = Path.of(System.getProperty("tomcat11")).getFileName().toString();
    Path tomcat = unpack(Path.of(System.getProperty(which)), named);
    unpack(bundle("jsp"));
    follow("JSP on Tomcat", new TomcatStage(tomcat));
  }

  @Test
  void thymeleafOnJetty_showsWhatTheGuideShows() throws Exception {
    unpack(Path.of(System.getProperty("jetty")));
    unpack(bundle("thymeleaf"));
    Path thymeleaf = Files.createDirectory(folder.resolve("thymeleaf"));
    for (String jar : Guide.titled("Thymeleaf on Jetty").jars()) {
      Path fetched = Path.of(jar.startsWith("slf4j") ? "target/sessions" : "target/lib", jar);
      Files.copy(fetched, thymeleaf.resolve(jar));
    }
    follow("Thymeleaf on Jetty", new JettyStage());
  }

  @Test
  void springBoot_showsWhatTheGuideShows() throws Exception {
    try (RedisServer redis = RedisServer.start()) {
      follow("Spring Boot", new BootStage(folder, redis.url()));
    }
  }

  @Test
  void pomOfSpringBoot_namesWhatTheTestRuns() throws Exception {
    String shown =
        Guide.titled("Spring Boot").blocks().stream()
            .filter(block -> block.name().equals("pom.xml"))
            .findAny()
            .orElseThrow()
            .text();
    String used = Files.readString(Path.of("boot/pom.xml"));
    assertThat(dependencies(shown)).isNotEmpty().isEqualTo(dependencies(used));
    assertThat(bootVersion(shown)).isEqualTo(bootVersion(used));
  }

  private void follow(String title, Walkthrough.Stage stage) throws Exception {
    try (Walkthrough walkthrough = new Walkthrough(folder, stage)) {
      walkthrough.follow(Guide.titled(title));
    }
  }

  private static Path bundle(String use) throws IOException {
    try (Stream<Path> found = Files.list(Path.of("target/bundles"))) {
      String start = "cachelet-bundle-" + use + '-';
      return found
          .filter(path -> path.getFileName().toString().startsWith(start))
          .findAny()
          .orElseThrow();
    }
  }

  /** Puts into the folder what the build has unpacked somewhere else. */
  private Path unpack(Path unpacked) throws IOException {
    return unpack(unpacked, unpacked.getFileName().toString());
  }

  private Path unpack(Path unpacked, String name) throws IOException {
    Path root = folder.resolve(name);
    try (Stream<Path> found = Files.walk(unpacked)) {
      for (Path each : found.toList()) {
        Files.copy(each, root.resolve(unpacked.relativize(each)), COPY_ATTRIBUTES);
      }
    }
    return root;
  }

  private static List<String> dependencies(String pom) {
    String declared = pom.substring(pom.indexOf("</dependencyManagement>"));
    return DEPENDENCY
        .matcher(declared)
        .results()
        .map((MatchResult found) -> found.group().replaceAll("\\s", ""))
        .toList();
  }

  private static String bootVersion(String pom) {
    return BOOT_VERSION.matcher(pom).results().findFirst().orElseThrow().group(1);
  }
}
