// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.HttpServletRequest;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cachelet.cache.Invalidation.Depth;
import org.cachelet.cache.Tags;

/**
 * What an invalidation over HTTP is to reach, from the fields of a form.
 *
 * @param tags the tags
 * @param paths the paths within the application
 * @param everything whether all entries of all caches are meant instead
 * @param depth what becomes of what is reached
 */
record InvalidationForm(Set<String> tags, Set<String> paths, boolean everything, Depth depth) {
  private static final int MOST_BYTES = 64 << 10;
  private static final int MOST_NAMES = 500;
  private static final int LONGEST_PATH = 2_000;
  private static final Set<String> FIELDS = Set.of("tag", "path", "depth", "all");

  /** Where Tomcat says that it could not read all fields. */
  private static final String PARSE_FAILED = "org.apache.catalina.parameter_parse_failed";

  /**
   * Reads the form in the body of a request.
   *
   * @throws IllegalArgumentException with one sentence, if it is wrong; the sentence has nothing of
   *     what was sent
   */
  static InvalidationForm of(HttpServletRequest request) {
    requireForm(request);
    Map<String, String[]> fields = fields(request);
    require(FIELDS.containsAll(fields.keySet()), "allowed fields are tag, path, depth and all");
    String depth = one(fields, "depth", "soft or hard", Set.of("soft", "hard"));
    return new InvalidationForm(
        names(fields, "tag"),
        names(fields, "path"),
        !one(fields, "all", "true", Set.of("true")).isEmpty(),
        depth.equals("soft") ? Depth.SOFT : Depth.HARD);
  }

  /**
   * Checks what is named.
   *
   * @throws IllegalArgumentException with one sentence, if it is wrong
   */
  InvalidationForm {
    boolean names = !tags.isEmpty() || !paths.isEmpty();
    require(tags.size() + paths.size() <= MOST_NAMES, "at most 500 tags and paths are allowed");
    require(tags.stream().allMatch(InvalidationForm::isTag), "a tag has 1 to 250 characters");
    require(
        paths.stream().allMatch(InvalidationForm::isPath),
        "a path begins with / and has at most 2000 characters, without a query");
    require(names || everything, "needed is a tag, a path, or all=true");
    require(
        !everything || (!names && depth == Depth.HARD),
        "all=true is hard, and has no tag and no path beside it");
  }

  private static void requireForm(HttpServletRequest request) {
    String type = String.valueOf(request.getContentType()).split(";", 2)[0].strip();
    require(
        type.equalsIgnoreCase("application/x-www-form-urlencoded"),
        "Content-Type must be application/x-www-form-urlencoded");
    require(request.getQueryString() == null, "a query is not allowed, fields are in the body");
    long length = request.getContentLengthLong();
    require(length >= 0 && length <= MOST_BYTES, "Content-Length must be at most 65536");
  }

  private static Map<String, String[]> fields(HttpServletRequest request) {
    try {
      request.setCharacterEncoding("UTF-8");
      Map<String, String[]> fields = request.getParameterMap();
      require(request.getAttribute(PARSE_FAILED) == null, "the form cannot be read");
      return fields;
    } catch (UnsupportedEncodingException | RuntimeException e) { // each container has its own
      throw new IllegalArgumentException("the form cannot be read", e);
    }
  }

  private static Set<String> names(Map<String, String[]> fields, String name) {
    return Set.copyOf(List.of(values(fields, name)));
  }

  private static String[] values(Map<String, String[]> fields, String name) {
    return fields.getOrDefault(name, new String[0]);
  }

  /** Returns the one value of a field, empty if it is not there. */
  private static String one(
      Map<String, String[]> fields, String name, String allowedText, Set<String> allowed) {
    String[] values = values(fields, name);
    boolean right = values.length == 0 || (values.length == 1 && allowed.contains(values[0]));
    require(right, name + " must be " + allowedText);
    return values.length == 0 ? "" : values[0];
  }

  private static boolean isTag(String tag) {
    return !tag.isEmpty()
        && tag.length() <= Tags.MAX_LENGTH
        && tag.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isPath(String path) {
    return path.startsWith("/")
        && path.length() <= LONGEST_PATH
        && path.chars().noneMatch(c -> c == '?' || c == '#' || Character.isISOControl(c));
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
