// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cache directives of a request that are obeyed (RFC 9111 section 5.2.1). One whose number
 * cannot be read asks for nothing; of a directive that is given twice the stricter one counts.
 * Immutable, hence thread-safe.
 */
public final class RequestCacheControl {
  /** No directives. */
  public static final RequestCacheControl NONE = new RequestCacheControl(Map.of());

  private static final long ANY = CacheControl.MAX_SECONDS;

  private final Map<RequestDirective, Long> directives; // 0 where there is no number

  private RequestCacheControl(Map<RequestDirective, Long> directives) {
    this.directives = directives;
  }

  /**
   * Returns the directives of a request.
   *
   * @param lines the lines of Cache-Control
   * @param obeyed which of them count
   */
  public static RequestCacheControl parse(List<String> lines, Set<RequestDirective> obeyed) {
    List<String> members = new ArrayList<>();
    lines.forEach(line -> FieldList.split(line, members));
    Map<RequestDirective, Long> directives = new EnumMap<>(RequestDirective.class);
    for (String member : members) {
      obeyed.forEach(directive -> read(member, directive, directives));
    }
    return directives.isEmpty() ? NONE : new RequestCacheControl(directives);
  }

  private static void read(
      String member, RequestDirective directive, Map<RequestDirective, Long> directives) {
    int equals = member.indexOf('=');
    String name = (equals < 0 ? member : member.substring(0, equals)).strip();
    if (!name.toLowerCase(Locale.ROOT).equals(directive.toString())) {
      return;
    }
    OptionalLong number = number(directive, equals < 0 ? null : member.substring(equals + 1));
    if (number.isPresent()) {
      boolean greater = directive == RequestDirective.MIN_FRESH;
      directives.merge(directive, number.getAsLong(), greater ? Math::max : Math::min);
    }
  }

  private static OptionalLong number(RequestDirective directive, @Nullable String argument) {
    return switch (directive) {
      case NO_CACHE, NO_STORE, ONLY_IF_CACHED -> OptionalLong.of(0);
      case MAX_STALE -> argument == null ? OptionalLong.of(ANY) : seconds(argument);
      case MAX_AGE, MIN_FRESH -> argument == null ? OptionalLong.empty() : seconds(argument);
    };
  }

  private static OptionalLong seconds(String argument) {
    String text = argument.strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return CacheControl.deltaSeconds(quoted ? text.substring(1, text.length() - 1) : text);
  }

  /** Returns whether a stored response is not wanted unless it was validated (5.2.1.4). */
  public boolean noCache() {
    return directives.containsKey(RequestDirective.NO_CACHE);
  }

  /** Returns whether nothing of the exchange may be stored (RFC 9111 section 5.2.1.5). */
  public boolean noStore() {
    return directives.containsKey(RequestDirective.NO_STORE);
  }

  /** Returns whether nothing but a stored response is wanted (RFC 9111 section 5.2.1.7). */
  public boolean onlyIfCached() {
    return directives.containsKey(RequestDirective.ONLY_IF_CACHED);
  }

  /**
   * Returns whether a stored response is as new as the request wants it (RFC 9111 sections 5.2.1.1
   * to 5.2.1.4).
   *
   * @param age the age of the response
   * @param left how long it is fresh yet; negative by how long it is stale
   * @param staleness whether the response allows to be served stale at all
   */
  public boolean accepts(Duration age, Duration left, Staleness staleness) {
    if (noCache() || isOver(age, RequestDirective.MAX_AGE)) {
      return false;
    }
    boolean stale = left.isZero() || left.isNegative();
    Long maxStale = directives.get(RequestDirective.MAX_STALE);
    if (stale && maxStale != null) {
      boolean enough = maxStale == ANY || left.negated().compareTo(seconds(maxStale)) <= 0;
      return enough && staleness == Staleness.ALLOWED;
    }
    Long minFresh = directives.get(RequestDirective.MIN_FRESH);
    boolean fresh = minFresh == null || left.compareTo(seconds(minFresh)) >= 0;
    return fresh && (!stale || !isAboutAge());
  }

  /** Returns whether a stale response is welcome that is not served of itself any more. */
  public boolean asksForStale() {
    return directives.containsKey(RequestDirective.MAX_STALE);
  }

  private boolean isAboutAge() {
    return directives.containsKey(RequestDirective.MAX_AGE)
        || directives.containsKey(RequestDirective.MIN_FRESH);
  }

  private boolean isOver(Duration age, RequestDirective directive) {
    Long most = directives.get(directive);
    return most != null && age.compareTo(seconds(most)) > 0;
  }

  private static Duration seconds(long number) {
    return Duration.ofSeconds(number);
  }

  /** Whether a response may be served stale. */
  public enum Staleness {
    /** Nothing forbids it. */
    ALLOWED,
    /** must-revalidate, proxy-revalidate, no-cache or s-maxage forbids it. */
    FORBIDDEN
  }
}
