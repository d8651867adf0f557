// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether an application has what Cachelet needs: the container, and each jar just once. */
final class Installation {
  private static final String LIBRARIES = "/WEB-INF/lib/";
  private static final String ALL_JARS = "docs/install.md lists the jars for each use";

  /** The last major version that lacks what is needed; those before have other package names. */
  private static final int TOO_OLD = 5;

  /** A class of each jar that is always needed, by the name of the jar. */
  private static final Map<String, String> NEEDED =
      new TreeMap<>(
          Map.of(
              "caffeine", "com.github.benmanes.caffeine.cache.Caffeine",
              "commons-codec", "org.apache.commons.codec.digest.DigestUtils"));

  private static final Pattern OURS =
      Pattern.compile(
          LIBRARIES
              + "(?<jar>(?<name>cachelet-(cache|filter|taglib|thymeleaf|session-core|session-filter))"
              + "-(?<version>\\d[^/]*(?<!-sources|-javadoc|-tests))\\.jar)");

  /** What Maven puts into the name of a snapshot from a repository. */
  private static final Pattern BUILD = Pattern.compile("-\\d{8}\\.\\d{6}-\\d+$");

  private Installation() {}

  /**
   * Requires all of it.
   *
   * @throws IllegalStateException if anything is missing, too old, or there twice
   */
  static void require(ServletContext context) {
    List<String> problems = new ArrayList<>();
    if (context.getMajorVersion() == TOO_OLD) {
      problems.add(
          context.getServerInfo()
              + " has Servlet "
              + TOO_OLD
              + ", needed is 6.0 or newer: Tomcat 10.1, Jetty 12 or any other of Jakarta EE 10");
    }
    NEEDED.forEach((jar, type) -> addMissing(jar, type, problems));
    addMixed(context.getResourcePaths(LIBRARIES), problems);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "Cachelet does not start, its installation is wrong:\n  "
              + String.join("\n  ", problems));
    }
  }

  private static void addMissing(String jar, String type, List<String> problems) {
    try {
      Class.forName(type, false, Installation.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      problems.add(jar + " is not on the class path: add it to WEB-INF/lib; " + ALL_JARS);
    }
  }

  /**
   * Adds what is wrong with the files of the application; {@code null} if it has no such folder.
   */
  private static void addMixed(@Nullable Set<String> files, List<String> problems) {
    Map<String, Set<String>> jars = new TreeMap<>();
    Map<String, Set<String>> versions = new TreeMap<>();
    for (String file : files == null ? Set.<String>of() : files) {
      Matcher ours = OURS.matcher(file);
      if (ours.matches()) {
        String version = BUILD.matcher(ours.group("version")).replaceFirst("-SNAPSHOT");
        add(jars, ours.group("name"), ours.group("jar"));
        add(versions, version, ours.group("jar"));
      }
    }
    jars.forEach(
        (name, twice) -> {
          if (twice.size() > 1) {
            problems.add("WEB-INF/lib has " + all(twice) + ", allowed is one: remove the older");
          }
        });
    if (problems.isEmpty() && versions.size() > 1) {
      Set<String> mixed = new TreeSet<>();
      versions.values().forEach(mixed::addAll);
      problems.add("WEB-INF/lib has " + all(mixed) + ", allowed is one version of all");
    }
  }

  private static void add(Map<String, Set<String>> map, String key, String jar) {
    map.computeIfAbsent(key, k -> new TreeSet<>()).add(jar);
  }

  private static String all(Set<String> jars) {
    return String.join(" and ", jars);
  }
}
