// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server program that was seen to run.
 *
 * @param path the executable file
 * @param majorVersion the first number of the version it prints
 */
record RedisBinary(Path path, int majorVersion) {
  /** The system property that names the program to run instead of Redis 7. */
  static final String PROPERTY = "test.redis";

  private static final Pattern VERSION = Pattern.compile("\\bv=(\\d+)\\.");
  private static final Map<RedisVersion, RedisBinary> FOUND = new EnumMap<>(RedisVersion.class);

  /**
   * Returns the program of a version, unpacking it at the first call.
   *
   * @throws RedisUnavailableException if there is none that runs on this platform
   * @throws IllegalStateException if the system property names none that runs
   */
  static RedisBinary of(RedisVersion version) {
    synchronized (FOUND) {
      return FOUND.computeIfAbsent(version, RedisBinary::find);
    }
  }

  private static RedisBinary find(RedisVersion version) {
    String chosen = System.getProperty(PROPERTY);
    if (version == RedisVersion.V7 && chosen != null) {
      return chosen(chosen);
    }
    Path program = unpack(version.resource(platform()));
    String printed = printedVersion(program);
    if (!VERSION.matcher(printed).find()) {
      throw new RedisUnavailableException(program.getFileName() + " does not run: " + printed);
    }
    return new RedisBinary(program, majorVersion(printed));
  }

  private static RedisBinary chosen(String path) {
    String printed = printedVersion(Path.of(path));
    if (!VERSION.matcher(printed).find()) { // a wrong setting must not look like a skipped test
      throw new IllegalStateException(
          PROPERTY
              + (" is '" + path + "', allowed is the path of a redis-server or valkey-server: ")
              + printed);
    }
    return new RedisBinary(Path.of(path), majorVersion(printed));
  }

  private static int majorVersion(String printed) {
    Matcher matcher = VERSION.matcher(printed);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** Returns this platform as the names of the programs end, for example "linux-amd64". */
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return (os.startsWith("mac") ? "darwin" : os) + "-" + architecture();
  }

  private static String architecture() {
    String name = System.getProperty("os.arch");
    return switch (name) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> name;
    };
  }

  private static Path unpack(String resource) {
    try (InputStream in = open(resource)) {
      if (in == null) {
        throw new RedisUnavailableException("no " + resource + " on the class path");
      }
      Path program = Leftovers.newFolder().resolve(resource);
      Files.copy(in, program);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable InputStream open(String resource) {
    return RedisBinary.class.getClassLoader().getResourceAsStream(resource);
  }

  /** Returns what the program prints when asked for its version, or why it cannot be asked. */
  private static String printedVersion(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
