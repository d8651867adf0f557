// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How long a response may be used. The application knows its page better than the rule, so a rule
 * never lengthens what the response says of itself:
 *
 * <ol>
 *   <li>{@code s-maxage} is said to caches like this one: it counts, whatever the rule says, and
 *       without any rule too.
 *   <li>{@code max-age}, or without it {@code Expires} (RFC 9111 section 4.2.1), is said to
 *       browsers as well. It counts where a rule names the page, and the rule's ttl can only
 *       shorten it. So {@code max-age=0} is not stored; a page that browsers shall ask for each
 *       time, but that may be stored here, says {@code max-age=0, s-maxage=60}.
 *   <li>Where the response says nothing, the rule's ttl counts.
 *   <li>Where the rule has none, the response is not stored: there is no heuristic freshness (RFC
 *       9111 section 4.2.2 leaves that to the cache).
 * </ol>
 *
 * The age that the response came with is taken off, and what is stale by then is not stored. The
 * stale times are the response's own, else the rule's. {@code must-revalidate} and {@code
 * proxy-revalidate} forbid both; {@code s-maxage} includes the latter (RFC 9111 section 5.2.2.10),
 * so beside it only the response's own stale times count. A 404 is fresh for 10 seconds at most and
 * never served stale.
 */
final class LifetimePolicy {
  private static final Duration LONGEST = Duration.ofSeconds(CacheControl.MAX_SECONDS);
  private static final Duration LONGEST_404 = Duration.ofSeconds(10);

  private static final Reason NO_LIFETIME =
      new Reason("no-lifetime", "neither the response nor a rule says how long it is fresh");
  private static final Reason STALE =
      new Reason("stale", "the response is stale when it comes, by its lifetime and age");

  private static final RuleLifetime NO_RULE = new RuleLifetime(null, Duration.ZERO, Duration.ZERO);

  private LifetimePolicy() {}

  /**
   * Returns the lifetime of a response that no veto forbids to store, or that it has none.
   *
   * @param rule the lifetime in the rule that names the page, null if none does
   */
  static StoreVerdict judge(ResponseFacts response, @Nullable RuleLifetime rule) {
    Optional<Duration> lifetime = lifetime(response, rule);
    if (lifetime.isEmpty()) {
      return new StoreVerdict.Refuse(NO_LIFETIME);
    }
    boolean missing = response.status() == 404;
    Duration longest = missing ? LONGEST_404 : LONGEST;
    Duration fresh = min(lifetime.get(), longest).minus(Age.initial(response.fields()));
    if (fresh.isZero() || fresh.isNegative()) {
      return new StoreVerdict.Refuse(STALE);
    }
    if (missing) {
      return new StoreVerdict.Store(fresh, Duration.ZERO, Duration.ZERO);
    }
    CacheControl own = response.cacheControl();
    RuleLifetime rest = rule == null ? NO_RULE : rule;
    return new StoreVerdict.Store(
        fresh,
        stale(own, own.staleWhileRevalidate(), rest.staleWhileRevalidate()),
        stale(own, own.staleIfError(), rest.staleIfError()));
  }

  private static Optional<Duration> lifetime(ResponseFacts response, @Nullable RuleLifetime rule) {
    Optional<Duration> shared = seconds(response.cacheControl().sMaxAge());
    if (shared.isPresent() || rule == null) {
      return shared;
    }
    Optional<Duration> own =
        seconds(response.cacheControl().maxAge()).or(() -> untilExpires(response));
    Duration ttl = rule.ttl();
    return ttl == null ? own : Optional.of(own.map(said -> min(said, ttl)).orElse(ttl));
  }

  /** Returns Expires minus Date; an invalid or repeated Expires is in the past (RFC 9111 5.3). */
  private static Optional<Duration> untilExpires(ResponseFacts response) {
    List<String> expires = response.fields().all("Expires");
    if (expires.isEmpty()) {
      return Optional.empty();
    }
    Instant received = response.received();
    Instant date =
        response.fields().first("Date").flatMap(d -> parse(d, received)).orElse(received);
    Optional<Instant> end = expires.size() > 1 ? Optional.empty() : parse(expires.get(0), received);
    return Optional.of(end.map(instant -> Duration.between(date, instant)).orElse(Duration.ZERO));
  }

  private static Optional<Instant> parse(String date, Instant now) {
    return HttpDate.parse(date.strip(), now);
  }

  private static Duration stale(CacheControl own, OptionalLong said, Duration ofRule) {
    if (own.mustRevalidate() || own.proxyRevalidate()) {
      return Duration.ZERO;
    }
    return seconds(said).orElse(own.sMaxAge().isPresent() ? Duration.ZERO : min(ofRule, LONGEST));
  }

  private static Optional<Duration> seconds(OptionalLong seconds) {
    return seconds.isPresent()
        ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
        : Optional.empty();
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
