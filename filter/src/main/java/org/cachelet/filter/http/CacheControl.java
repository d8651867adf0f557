// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The cache directives of a response (RFC 9111 section 5.2.2). Parsing never fails and leans to the
 * restrictive side: of a directive that is given twice the smaller number counts, a number that
 * cannot be read is 0, and a known name counts also when rubbish follows it. Immutable, hence
 * thread-safe.
 */
public final class CacheControl {
  /** The number that stands for all greater ones, in seconds (RFC 9111 section 1.2.2). */
  static final long MAX_SECONDS = 1L << 31;

  private final Map<String, Long> directives; // by lower-case name; 0 where no number was read

  private CacheControl(Map<String, Long> directives) {
    this.directives = directives;
  }

  /** Returns the directives in all lines of one field. */
  public static CacheControl parse(List<String> lines) {
    List<String> members = new ArrayList<>();
    for (String line : lines) {
      FieldList.split(line, members);
    }
    Map<String, Long> directives = new HashMap<>();
    for (String member : members) {
      int end = nameEnd(member);
      String name = member.substring(0, end).toLowerCase(Locale.ROOT);
      directives.merge(name, seconds(member, end), Math::min);
    }
    return new CacheControl(directives);
  }

  /** Returns whether nothing of the exchange may be stored (RFC 9111 section 5.2.2.5). */
  public boolean noStore() {
    return directives.containsKey("no-store");
  }

  /**
   * Returns whether each use needs validation (RFC 9111 section 5.2.2.4). The form with field names
   * counts as the one without, as the section allows.
   */
  public boolean noCache() {
    return directives.containsKey("no-cache");
  }

  /**
   * Returns whether the response is for a single user (RFC 9111 section 5.2.2.7). The form with
   * field names counts as the one without, as the section allows.
   */
  public boolean isPrivate() {
    return directives.containsKey("private");
  }

  /** Returns whether shared caches are invited explicitly (RFC 9111 section 5.2.2.9). */
  public boolean isPublic() {
    return directives.containsKey("public");
  }

  /** Returns whether no cache may serve it stale (RFC 9111 section 5.2.2.2). */
  public boolean mustRevalidate() {
    return directives.containsKey("must-revalidate");
  }

  /** Returns whether no shared cache may serve it stale (RFC 9111 section 5.2.2.8). */
  public boolean proxyRevalidate() {
    return directives.containsKey("proxy-revalidate");
  }

  /** Returns whether only caches that know the status may store it (RFC 9111 section 5.2.2.3). */
  public boolean mustUnderstand() {
    return directives.containsKey("must-understand");
  }

  /** Returns whether caches must leave the content as it is (RFC 9111 section 5.2.2.6). */
  public boolean noTransform() {
    return directives.containsKey("no-transform");
  }

  /** Returns the lifetime in seconds, 0 if malformed (RFC 9111 section 5.2.2.1). */
  public OptionalLong maxAge() {
    return number("max-age");
  }

  /** Returns the lifetime in shared caches in seconds, 0 if malformed (RFC 9111 5.2.2.10). */
  public OptionalLong sMaxAge() {
    return number("s-maxage");
  }

  /** Returns for how many seconds it may be served stale while it is replaced (RFC 5861 3). */
  public OptionalLong staleWhileRevalidate() {
    return number("stale-while-revalidate");
  }

  /** Returns for how many seconds it may be served stale after an error (RFC 5861 section 4). */
  public OptionalLong staleIfError() {
    return number("stale-if-error");
  }

  private OptionalLong number(String name) {
    Long seconds = directives.get(name);
    return seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds);
  }

  private static int nameEnd(String member) {
    int end = 0;
    while (end < member.length() && FieldList.isTokenCharacter(member.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Returns the number after the name, as a token or quoted; 0 if there is none. */
  private static long seconds(String member, int nameEnd) {
    if (nameEnd == member.length() || member.charAt(nameEnd) != '=') {
      return 0;
    }
    String argument = member.substring(nameEnd + 1);
    boolean quoted = argument.length() > 1 && argument.startsWith("\"") && argument.endsWith("\"");
    return deltaSeconds(quoted ? argument.substring(1, argument.length() - 1) : argument).orElse(0);
  }

  /** Reads a number of seconds (RFC 9111 section 1.2.2): digits only, great ones cut to 2^31. */
  static OptionalLong deltaSeconds(String digits) {
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return OptionalLong.empty();
      }
      number = Math.min(10 * number + (c - '0'), MAX_SECONDS);
    }
    return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
