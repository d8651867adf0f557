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
 *       without any rule too. So does {@code max-age} in a targeted field (RFC 9213).
 *   <li>{@code max-age}, or without it {@code Expires} (RFC 9111 section 4.2.1), is said to
 *       browsers as well. It counts where a rule names the page, and the rule's ttl can only
 *       shorten it. A page that browsers shall ask for each time, but that may be stored here, says
 *       {@code max-age=0, s-maxage=60}.
 *   <li>Where the response says nothing, the rule's ttl counts.
 *   <li>Where the rule has none, the policy's share of the time since {@code Last-Modified} counts
 *       (RFC 9111 section 4.2.2), if the policy has one.
 *   <li>Else the response is not stored.
 * </ol>
 *
 * <p>What says nothing is stored only if its status is listed or may be given a lifetime by caches,
 * or if it says {@code public} (RFC 9111 section 3).
 *
 * <p>The age that the response came with is taken off. The stale times are the response's own, else
 * the rule's. {@code must-revalidate} and {@code proxy-revalidate} forbid both; {@code s-maxage}
 * includes the latter (RFC 9111 section 5.2.2.10), so beside it only the response's own stale times
 * count. What is stale when it comes, or says {@code no-cache}, is stored only if it is of use so:
 * for its own stale times, or in the rfc profile to be validated. In the safe profile a 404 is
 * fresh for 10 seconds at most and never served stale, unless it has a lifetime for caches like
 * this one. Immutable, hence thread-safe.
 */
final class LifetimePolicy {
  private static final Duration LONGEST = Duration.ofSeconds(CacheControl.MAX_SECONDS);
  private static final Duration LONGEST_404 = Duration.ofSeconds(10);

  private static final StoreVerdict NO_LIFETIME =
      refuse("no-lifetime", "neither the response nor a rule says how long it is fresh");
  private static final StoreVerdict STALE =
      refuse("stale", "the response is stale when it comes, by its lifetime and age");
  private static final StoreVerdict NO_CACHE =
      refuse("no-cache", "the response says Cache-Control: no-cache and cannot be validated");
  private static final StoreVerdict TO_VALIDATE =
      new StoreVerdict.Store(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  private static final RuleLifetime NO_RULE = new RuleLifetime(null, Duration.ZERO, Duration.ZERO);

  private final HttpPolicy policy;

  LifetimePolicy(HttpPolicy policy) {
    this.policy = policy;
  }

  /** Returns whether a response says itself how long it is fresh (RFC 9111 section 4.2.1). */
  static boolean isExplicit(ResponseFacts response, CacheControl control) {
    return control.sMaxAge().isPresent()
        || control.maxAge().isPresent()
        || (!control.isTargeted() && response.fields().contains("Expires"));
  }

  /**
   * Returns the lifetime of a response that no veto forbids to store, or that it has none.
   *
   * @param rule the lifetime in the rule that names the page, null if none does
   */
  StoreVerdict judge(ResponseFacts response, CacheControl control, @Nullable RuleLifetime rule) {
    boolean explicit = isExplicit(response, control);
    if (!explicit && !isStorableUnasked(response.status(), control)) {
      return NO_LIFETIME;
    }
    if (control.noCacheAtAll()) { // no stale times: RFC 9111 section 5.2.2.4
      return isToBeValidated(response) ? TO_VALIDATE : NO_CACHE;
    }
    RuleLifetime rest = rule == null ? NO_RULE : rule;
    Optional<Duration> lifetime = forUs(control);
    boolean capped = isCapped(response.status()) && lifetime.isEmpty();
    if (lifetime.isEmpty() && rule != null) {
      lifetime = explicit ? own(response, control, rest) : unsaid(response, control, rest);
    }
    if (lifetime.isEmpty()) {
      return NO_LIFETIME;
    }
    Duration fresh = min(lifetime.get(), capped ? LONGEST_404 : LONGEST);
    Duration left = fresh.minus(Age.initial(response));
    if (capped) {
      return isPositive(left) ? new StoreVerdict.Store(left, Duration.ZERO, Duration.ZERO) : STALE;
    }
    return isPositive(left) ? fresh(left, control, rest) : stale(left, response, control);
  }

  /** What says nothing of its lifetime may be given one only so (RFC 9111 section 3). */
  private boolean isStorableUnasked(int status, CacheControl control) {
    return control.isPublic()
        || StatusRules.isHeuristicallyCacheable(status)
        || policy.statuses().names(status);
  }

  private boolean isCapped(int status) {
    return status == 404 && policy.profile() == HttpProfile.SAFE;
  }

  private boolean isToBeValidated(ResponseFacts response) {
    return policy.profile() == HttpProfile.RFC
        && isPositive(policy.keep())
        && (response.fields().first("ETag").flatMap(EntityTag::parse).isPresent()
            || lastModified(response).isPresent());
  }

  private static StoreVerdict fresh(Duration fresh, CacheControl control, RuleLifetime rest) {
    boolean shared = control.sMaxAge().isPresent();
    Duration replacing = shared ? Duration.ZERO : rest.staleWhileRevalidate();
    Duration error = shared ? Duration.ZERO : rest.staleIfError();
    return new StoreVerdict.Store(
        fresh,
        staleTime(control, control.staleWhileRevalidate(), replacing),
        staleTime(control, control.staleIfError(), error));
  }

  /**
   * Returns what becomes of a response that is not fresh: a rule's stale times are no excuse.
   *
   * @param left the time for which it is fresh, negative by how long it is stale
   */
  private StoreVerdict stale(Duration left, ResponseFacts response, CacheControl control) {
    Duration none = Duration.ZERO;
    Duration replacing = staleTime(control, control.staleWhileRevalidate(), none).plus(left);
    Duration error = staleTime(control, control.staleIfError(), none).plus(left);
    if (isPositive(replacing) || isPositive(error)) {
      return new StoreVerdict.Store(none, max(replacing, none), max(error, none));
    }
    return isToBeValidated(response) ? TO_VALIDATE : STALE;
  }

  /** Returns the lifetime that is said to caches like this one. */
  private static Optional<Duration> forUs(CacheControl control) {
    Optional<Duration> shared = seconds(control.sMaxAge());
    return shared.isEmpty() && control.isTargeted() ? seconds(control.maxAge()) : shared;
  }

  private static Optional<Duration> own(
      ResponseFacts response, CacheControl control, RuleLifetime rule) {
    Duration own = seconds(control.maxAge()).orElseGet(() -> untilExpires(response));
    return Optional.of(rule.ttl() == null ? own : min(own, rule.ttl()));
  }

  private Optional<Duration> unsaid(
      ResponseFacts response, CacheControl control, RuleLifetime rule) {
    if (rule.ttl() != null) {
      return Optional.of(rule.ttl());
    }
    boolean allowed = control.isPublic() || StatusRules.isHeuristicallyCacheable(response.status());
    return allowed && policy.heuristic() > 0
        ? lastModified(response)
            .map(last -> heuristic(Duration.between(last, Age.date(response))))
            .filter(LifetimePolicy::isPositive)
        : Optional.empty();
  }

  private Duration heuristic(Duration sinceChange) {
    double seconds = Math.max(0, sinceChange.toSeconds()) * policy.heuristic();
    return min(Duration.ofSeconds((long) seconds), policy.heuristicMax());
  }

  /** Returns Expires minus Date; an invalid or repeated Expires is in the past (RFC 9111 5.3). */
  private static Duration untilExpires(ResponseFacts response) {
    List<String> expires = response.fields().all("Expires");
    Optional<Instant> end =
        expires.size() > 1 ? Optional.empty() : parse(expires.get(0), response.received());
    return end.map(instant -> Duration.between(Age.date(response), instant)).orElse(Duration.ZERO);
  }

  private static Optional<Instant> lastModified(ResponseFacts response) {
    return response.fields().first("Last-Modified").flatMap(d -> parse(d, response.received()));
  }

  private static Optional<Instant> parse(String date, Instant now) {
    return HttpDate.parse(date.strip(), now);
  }

  private static Duration staleTime(CacheControl control, OptionalLong said, Duration ofRule) {
    return control.mustRevalidate() || control.proxyRevalidate()
        ? Duration.ZERO
        : seconds(said).orElse(min(ofRule, LONGEST));
  }

  private static Optional<Duration> seconds(OptionalLong seconds) {
    return seconds.isPresent()
        ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
        : Optional.empty();
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static StoreVerdict refuse(String word, String sentence) {
    return new StoreVerdict.Refuse(new Reason(word, sentence));
  }
}
