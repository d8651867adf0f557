// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Paths within an application, compared as they are given, case-sensitive:
 *
 * <ul>
 *   <li>{@code /about}: this path;
 *   <li>{@code /product/*}: a star stands for one segment that is not empty, also in the middle;
 *   <li>{@code /catalog/**}: {@code /catalog} and all below it;
 *   <li>{@code *.html}: all that end so;
 *   <li>{@code /*} and {@code /**}: all, as in a servlet mapping.
 * </ul>
 *
 * <p>Immutable, hence thread-safe.
 */
public final class PathPattern {
  /**
   * The order in which patterns are tried: exact paths, then those with more literal segments, with
   * the later star, with a star before two stars; then endings, the longer one first; then those
   * that have no literal segment.
   */
  public static final Comparator<PathPattern> MOST_SPECIFIC_FIRST =
      Comparator.comparingInt(PathPattern::rank)
          .thenComparing(PathPattern::literals, Comparator.reverseOrder())
          .thenComparing(pattern -> pattern.text.indexOf('*'), Comparator.reverseOrder())
          .thenComparing(pattern -> pattern.anyRest)
          .thenComparing(pattern -> pattern.text);

  /** The segment that stands for any. */
  static final String ANY_SEGMENT = "*";

  private static final String ALLOWED =
      ", allowed are /about, /product/*, /product/*/reviews, /catalog/**, *.html and /*";

  private static final String NEVER_IN_PATHS = ";?#\\";

  private final String text;
  private final @Nullable String ending; // what the path ends with, else the segments count
  private final String[] segments;
  private final boolean anyRest;

  private PathPattern(String text, @Nullable String ending, String[] segments, boolean anyRest) {
    this.text = text;
    this.ending = ending;
    this.segments = segments;
    this.anyRest = anyRest;
  }

  /**
   * Returns the compiled pattern.
   *
   * @throws IllegalArgumentException if it has none of the forms, or has what is in no path
   */
  public static PathPattern of(String pattern) {
    if (pattern.startsWith("*.")) {
      return ofEnding(pattern);
    }
    if (!pattern.startsWith("/")) {
      throw wrong(pattern, "starts neither with / nor with *.");
    }
    requirePath(pattern);
    boolean anyRest = pattern.equals("/*") || pattern.endsWith("/**");
    String fixed = anyRest ? pattern.substring(0, pattern.lastIndexOf('/')) : pattern;
    String[] segments = fixed.isEmpty() ? new String[0] : fixed.substring(1).split("/", -1);
    for (String segment : segments) {
      if (segment.indexOf('*') >= 0 && !segment.equals(ANY_SEGMENT)) {
        throw wrong(pattern, "has a star beside other characters or ** before its end");
      }
    }
    return new PathPattern(pattern, null, segments, anyRest);
  }

  private static PathPattern ofEnding(String pattern) {
    String ending = pattern.substring(1);
    if (ending.length() == 1 || ending.indexOf('/') >= 0 || ending.indexOf('*') >= 0) {
      throw wrong(pattern, "is not the ending of a file name");
    }
    requirePath(pattern);
    return new PathPattern(pattern, ending, new String[0], false);
  }

  private static void requirePath(String pattern) {
    if (pattern.chars().anyMatch(c -> c <= ' ' || NEVER_IN_PATHS.indexOf(c) >= 0)) {
      throw wrong(pattern, "has a character that is in no path");
    }
  }

  private static IllegalArgumentException wrong(String pattern, String what) {
    return new IllegalArgumentException("path '" + pattern + "' " + what + ALLOWED);
  }

  /**
   * Returns whether the pattern is for this path.
   *
   * @param path the path within the application, from its slash on
   */
  public boolean matches(String path) {
    if (ending != null) {
      return path.endsWith(ending);
    }
    int at = 0;
    for (String segment : segments) {
      if (at == path.length()) {
        return false;
      }
      int slash = path.indexOf('/', at + 1);
      int end = slash < 0 ? path.length() : slash;
      if (!matches(segment, path, at + 1, end)) {
        return false;
      }
      at = end;
    }
    return anyRest || at == path.length();
  }

  private static boolean matches(String segment, String path, int start, int end) {
    int length = end - start;
    return segment.equals(ANY_SEGMENT)
        ? length > 0
        : segment.length() == length && path.startsWith(segment, start);
  }

  /** Returns whether the pattern is for the end of a path. */
  boolean isEnding() {
    return ending != null;
  }

  /** Returns the segments that a path has, or begins with; none if the pattern is an ending. */
  List<String> segments() {
    return List.of(segments);
  }

  /** Returns whether the pattern is also for what is below its segments. */
  boolean isForAllBelow() {
    return anyRest;
  }

  private int rank() {
    if (text.indexOf('*') < 0) {
      return 0;
    }
    if (ending != null) {
      return 2;
    }
    return literals() > 0 ? 1 : 3;
  }

  private int literals() {
    if (ending != null) {
      return ending.length();
    }
    int literals = 0;
    for (String segment : segments) {
      literals += segment.equals(ANY_SEGMENT) ? 0 : 1;
    }
    return literals;
  }

  /** Returns the pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
