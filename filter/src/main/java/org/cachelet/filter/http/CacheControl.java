// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The cache directives of a response (RFC 9111 section 5.2.2). Parsing never fails and leans to the
 * restrictive side: of a directive that is given twice the smaller number counts, a number that
 * cannot be read is 0, and a known name counts also when rubbish follows it. Immutable, hence
 * thread-safe.
 */
public final class CacheControl {
  /** The number that stands for all greater ones, in seconds (RFC 9111 section 1.2.2). */
  static final long MAX_SECONDS = 1L << 31;

  private final Map<String, Directive> directives; // by lower-case name
  private final Source source;

  private CacheControl(Map<String, Directive> directives, Source source) {
    this.directives = directives;
    this.source = source;
  }

  /**
   * Returns the directives that a response has for this cache (RFC 9213 section 2.2): those of the
   * first targeted field that is there and can be read, else those of Cache-Control. The fields
   * themselves stay in the response as they are, also one that is for this cache alone: another one
   * of its kind may stand between it and the client.
   *
   * @param targetedFields the names of the targeted fields, the most important first
   */
  public static CacheControl of(HttpFields fields, List<String> targetedFields) {
    for (String name : targetedFields) {
      List<String> lines = fields.all(name);
      Optional<Map<String, Directive>> targeted =
          lines.isEmpty() ? Optional.empty() : TargetedParser.parse(String.join(", ", lines));
      if (targeted.isPresent()) {
        return new CacheControl(targeted.get(), Source.TARGETED_FIELD);
      }
    }
    return parse(fields.all("Cache-Control"));
  }

  /** Returns the directives in all lines of one field. */
  public static CacheControl parse(List<String> lines) {
    List<String> members = new ArrayList<>();
    for (String line : lines) {
      FieldList.split(line, members);
    }
    Map<String, Directive> directives = new HashMap<>();
    for (String member : members) {
      int end = nameEnd(member);
      String name = member.substring(0, end).toLowerCase(Locale.ROOT);
      directives.merge(name, argument(member, end), Directive::and);
    }
    return new CacheControl(directives, Source.CACHE_CONTROL);
  }

  /** Returns whether a targeted field stands in for Cache-Control and Expires (RFC 9213). */
  public boolean isTargeted() {
    return source == Source.TARGETED_FIELD;
  }

  /** Returns whether nothing of the exchange may be stored (RFC 9111 section 5.2.2.5). */
  public boolean noStore() {
    return has("no-store");
  }

  /** Returns whether each use needs validation, of the whole or of some fields (5.2.2.4). */
  public boolean noCache() {
    return has("no-cache");
  }

  /** Returns whether each use of the whole response needs validation (RFC 9111 5.2.2.4). */
  public boolean noCacheAtAll() {
    return isForAll("no-cache");
  }

  /** Returns whether the response, or some of its fields, are for a single user (5.2.2.7). */
  public boolean isPrivate() {
    return has("private");
  }

  /** Returns whether the whole response is for a single user (RFC 9111 section 5.2.2.7). */
  public boolean isPrivateAtAll() {
    return isForAll("private");
  }

  /**
   * Returns the names of the fields, in lower case, that must not be used for others, or not
   * without validation (RFC 9111 sections 5.2.2.4 and 5.2.2.7): a shared cache stores the rest.
   */
  public Set<String> withheldFields() {
    Directive ofOne = directives.getOrDefault("private", Directive.BARE);
    Directive unvalidated = directives.getOrDefault("no-cache", Directive.BARE);
    if (ofOne.fields().isEmpty()) {
      return unvalidated.fields();
    }
    Set<String> both = new TreeSet<>(ofOne.fields());
    both.addAll(unvalidated.fields());
    return both;
  }

  /** Returns whether shared caches are invited explicitly (RFC 9111 section 5.2.2.9). */
  public boolean isPublic() {
    return has("public");
  }

  /** Returns whether no cache may serve it stale (RFC 9111 section 5.2.2.2). */
  public boolean mustRevalidate() {
    return has("must-revalidate");
  }

  /** Returns whether no shared cache may serve it stale (RFC 9111 section 5.2.2.8). */
  public boolean proxyRevalidate() {
    return has("proxy-revalidate");
  }

  /** Returns whether only caches that know the status may store it (RFC 9111 section 5.2.2.3). */
  public boolean mustUnderstand() {
    return has("must-understand");
  }

  /** Returns whether caches must leave the content as it is (RFC 9111 section 5.2.2.6). */
  public boolean noTransform() {
    return has("no-transform");
  }

  /** Returns whether no shared cache may serve it stale of its own (RFC 9111 section 4.2.4). */
  public boolean forbidsStale() {
    return mustRevalidate() || proxyRevalidate() || noCache() || sMaxAge().isPresent();
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

  private boolean has(String name) {
    return directives.containsKey(name);
  }

  private boolean isForAll(String name) {
    Directive directive = directives.get(name);
    return directive != null && directive.fields().isEmpty();
  }

  private OptionalLong number(String name) {
    Directive directive = directives.get(name);
    return directive == null ? OptionalLong.empty() : OptionalLong.of(directive.seconds());
  }

  private static int nameEnd(String member) {
    int end = 0;
    while (end < member.length() && FieldList.isTokenCharacter(member.charAt(end))) {
      end++;
    }
    return end;
  }

  private static Directive argument(String member, int nameEnd) {
    return nameEnd == member.length() || member.charAt(nameEnd) != '='
        ? Directive.BARE
        : Directive.ofArgument(member.substring(nameEnd + 1));
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

  /** Where directives come from. */
  private enum Source {
    CACHE_CONTROL,
    TARGETED_FIELD
  }
}
