// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The versions of what is compared. */
final class Versions {
  private static final Pattern COMPARED =
      Pattern.compile(
          "(jetty-ee\\d+-servlet|tomcat-embed-core|oscache|ehcache-(web|core)|spring-web"
              + "|spring-session-data-redis|redisson(-tomcat-10)?|lettuce-core|thymeleaf)-[0-9].*");

  private Versions() {}

  /** Returns them by the names of the jars of a class path. */
  static List<String> on(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator, -1))
        .map(path -> Path.of(path).getFileName().toString())
        .filter(name -> COMPARED.matcher(name).matches())
        .map(name -> name.replaceAll("\\.jar$", ""))
        .sorted()
        .toList();
  }
}
