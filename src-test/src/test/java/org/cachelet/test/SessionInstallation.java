// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Sessions in Redis for all applications of a server, installed as {@code docs/sessions.md} tells
 * its readers.
 */
public final class SessionInstallation {
  private static final Path BUILT = Path.of("target/sessions");
  private static final Path DOCUMENTATION = Path.of("../docs/sessions.md");
  private static final Pattern LISTED =
      Pattern.compile("Put these jars into(.*?)Without a binding", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("`([a-z][a-z0-9_*-]+)`");

  private SessionInstallation() {}

  /** Adds it to a base of Tomcat that is configured. */
  public static void addToTomcat(Path base, String redisUrl) throws IOException {
    Path unpacked = Files.createDirectory(base.resolve("unpacked"));
    unpack(unpacked);
    Path lib = Files.createDirectory(base.resolve("lib"));
    List<Path> jars = jars(BUILT, unpacked.resolve("lib/cachelet"));
    for (String name : listed()) {
      Pattern file = Pattern.compile(name.replace("*", "[a-z-]+") + "-\\d.*\\.jar");
      List<Path> found = jars.stream().filter(jar -> isNamed(jar, file)).toList();
      assertThat(found).as(name).isNotEmpty();
      for (Path jar : found) {
        Files.copy(jar, lib.resolve(jar.getFileName().toString()));
      }
    }
    String context =
        """
        <Context>
          <Manager className="org.cachelet.session.tomcat.CacheletManager" redisUrl="%s"/>
        </Context>
        """
            .formatted(redisUrl);
    Files.writeString(base.resolve("conf/context.xml"), context, UTF_8);
  }

  private static boolean isNamed(Path jar, Pattern name) {
    return name.matcher(String.valueOf(jar.getFileName())).matches();
  }

  private static List<String> listed() throws IOException {
    MatchResult list =
        LISTED.matcher(Files.readString(DOCUMENTATION, UTF_8)).results().findAny().orElseThrow();
    List<String> names = new ArrayList<>();
    NAME.matcher(list.group(1)).results().map(name -> name.group(1)).forEach(names::add);
    names.remove("cachelet-redis"); // which is no jar
    return names;
  }

  private static List<Path> jars(Path... folders) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
      }
    }
    return jars;
  }

  /** Adds it to a base of Jetty that is configured and that a command runs. */
  public static void addToJetty(Path base, List<String> command, String redisUrl)
      throws IOException {
    unpack(base);
    List<String> adding = new ArrayList<>(command);
    adding.add("--add-modules=session-store-cachelet");
    Path log = base.resolve("add-modules.log");
    Process process =
        new ProcessBuilder(adding)
            .directory(base.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor()).as(Files.readString(log, UTF_8)).isZero();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Path ini = base.resolve("start.d/session-store-cachelet.ini");
    String settings = Files.readString(ini, UTF_8);
    String edited =
        settings.replaceFirst("(?m)^(cachelet\\.session\\.redis-url)=.*$", "$1=" + redisUrl);
    assertThat(edited).isNotEqualTo(settings);
    Files.writeString(ini, edited, UTF_8);
  }

  /** Unpacks the archive for Jetty. */
  static void unpack(Path into) throws IOException {
    try (ZipFile zip = new ZipFile(BUILT.resolve("jetty-base.zip").toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path file = into.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, file);
          }
        }
      }
    }
  }
}
