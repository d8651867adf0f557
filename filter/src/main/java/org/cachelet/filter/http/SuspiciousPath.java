// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Optional;
import org.cachelet.cache.PathPattern;

/**
 * Paths that a container, a proxy or a rule may each read in their own way. They bypass the cache:
 * nothing is served for them and nothing stored. Thread-safe.
 */
public final class SuspiciousPath {
  private static final String RAW = ";\\#?"; // separators where a path has none
  private static final String ENCODED = "/\\.;?#%"; // what changes the structure once decoded

  private SuspiciousPath() {}

  /**
   * Returns what is suspicious in a path that was not decoded, empty if nothing is: parameters,
   * backslashes, fragments, empty or dot segments, control characters, bytes that are not UTF-8,
   * and encoded characters that separate or that need no encoding (RFC 3986 section 2.3; so {@code
   * /%61dmin} cannot pass by a rule for {@code /admin}).
   */
  public static Optional<String> find(String rawPath) {
    if (!rawPath.startsWith("/")) {
      return Optional.of("no / at the start");
    }
    int i = 0;
    while (i < rawPath.length()) {
      char c = rawPath.charAt(i);
      if (c == '%') {
        int end = EncodedCharacter.end(rawPath, i);
        if (end < 0 || isSuspicious(rawPath, i, end)) {
          return Optional.of(rawPath.substring(i, Math.min(i + 3, rawPath.length())));
        }
        i = end;
        continue;
      }
      if (c <= ' ' || c > '~') {
        return Optional.of(String.format("character 0x%02x", (int) c));
      }
      if (RAW.indexOf(c) >= 0) {
        return Optional.of(String.valueOf(c));
      }
      if (c == '/' && isEmptyOrDots(rawPath, i + 1)) {
        return Optional.of(rawPath.substring(i, segmentEnd(rawPath, i + 1)));
      }
      i++;
    }
    return Optional.empty();
  }

  /**
   * Returns the pattern of a rule, which is compared with paths as they were sent, not decoded.
   *
   * @throws IllegalArgumentException if it is no pattern, or only suspicious paths match it
   */
  public static PathPattern pattern(String text) {
    PathPattern pattern = PathPattern.of(text);
    find(text.startsWith("*.") ? "/x" + text.substring(1) : text)
        .ifPresent(
            found -> {
              throw new IllegalArgumentException(
                  "path '"
                      + text
                      + "' can never match, since such paths bypass the cache: "
                      + found);
            });
    return pattern;
  }

  /** Returns whether the encoded character is a separator, a control or needs no encoding. */
  private static boolean isSuspicious(String path, int start, int end) {
    if (end - start > 3) {
      return false; // several octets: a character beyond ASCII
    }
    int c = EncodedCharacter.octet(path, start);
    boolean unreserved =
        (c >= 'a' && c <= 'z')
            || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9')
            || "-_~".indexOf(c) >= 0;
    return unreserved || c < ' ' || c == 0x7f || ENCODED.indexOf(c) >= 0;
  }

  /** Returns whether the segment is empty, though not the last, or consists of one or two dots. */
  private static boolean isEmptyOrDots(String path, int start) {
    int dots = start;
    while (dots < path.length() && path.charAt(dots) == '.') {
      dots++;
    }
    if (dots == path.length()) {
      return dots > start && dots - start <= 2;
    }
    return path.charAt(dots) == '/' && dots - start <= 2;
  }

  /** Returns the position after the segment and the slash that ends it. */
  private static int segmentEnd(String path, int start) {
    int slash = path.indexOf('/', start);
    return slash < 0 ? path.length() : slash + 1;
  }
}
