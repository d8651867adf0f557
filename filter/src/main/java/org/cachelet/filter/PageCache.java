// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.cachelet.cache.Caches;
import org.cachelet.cache.CalmLog;
import org.cachelet.cache.EntryCache;
import org.cachelet.cache.Settings;
import org.cachelet.cache.servlet.ServletCaches;
import org.cachelet.cache.servlet.WatchedRequest;
import org.cachelet.filter.http.AddressRanges;
import org.cachelet.filter.http.CacheStatus;
import org.cachelet.filter.http.HostPatterns;
import org.cachelet.filter.http.HttpPolicy;
import org.cachelet.filter.http.NamePatterns;
import org.cachelet.filter.http.SafeMethods;
import org.cachelet.filter.http.StorePolicy;
import org.jspecify.annotations.Nullable;

/** The page cache of one application: its rules, its pages, and what they ignore. Thread-safe. */
final class PageCache {
  /** The name of the cache that holds the pages. */
  static final String NAME = "pages";

  private static final System.Logger LOG = System.getLogger(PageCache.class.getName());
  private static final String OWN_ATTRIBUTES = "org.cachelet.";
  private static final int MAX_TOLD = 500;
  private static final CacheStatus NO_RULE =
      CacheStatus.forwarded(CacheStatus.Forward.BYPASS).detail("no rule is for this page");
  private static final int MAX_DISTRUSTED = 1_000;
  private static final Duration DISTRUST = Duration.ofHours(1);
  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(10);
  private static final Duration BOUND_PAUSE = Duration.ofHours(1);

  private final ServletContext context;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Set<PageRule> waiting = ConcurrentHashMap.newKeySet();
  private final Cache<String, Boolean> distrusted;
  private final CalmLog failures;
  private final CalmLog bounds;
  private final Caches caches;
  private final PageRules rules;
  private final HostPatterns hosts;
  private final AddressRanges trustedProxies;
  private final NamePatterns ignoredParameters;
  private final Ignored ignored;
  private final HttpPolicy http;
  private final StorePolicy policy;
  private final boolean reports;
  private final @Nullable InvalidationEndpoint endpoint;
  private final Map<PageRule, EntryCache> pages = new ConcurrentHashMap<>();
  private final Map<PageRule, Renderings> renderings = new ConcurrentHashMap<>();
  private final Map<PageRule, RuleUse> uses = new ConcurrentHashMap<>();

  private PageCache(ServletContext context, Settings settings) {
    this.context = context;
    caches = ServletCaches.of(context);
    failures = new CalmLog(LOG, caches.time(), FAILURE_PAUSE);
    bounds = new CalmLog(LOG, caches.time(), BOUND_PAUSE);
    distrusted =
        Caffeine.newBuilder()
            .maximumSize(MAX_DISTRUSTED)
            .expireAfterWrite(DISTRUST)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(caches.time().millis()))
            .build();
    rules = new PageRules(context, settings);
    http = HttpSettings.policy(settings);
    policy = StorePolicy.of(http);
    hosts = HostPatterns.of(settings.value(PageSettings.HOSTS));
    trustedProxies = AddressRanges.of(settings.value(PageSettings.TRUSTED_PROXIES));
    ignoredParameters = NamePatterns.of(settings.value(PageSettings.IGNORE_PARAMS));
    NamePatterns attributes = NamePatterns.of(settings.value(PageSettings.IGNORE_ATTRIBUTES));
    ignored =
        new Ignored(
            ignoredParameters::matches,
            NamePatterns.of(settings.value(PageSettings.IGNORE_COOKIES))::matches,
            name -> name.startsWith(OWN_ATTRIBUTES) || attributes.matches(name));
    endpoint = InvalidationEndpoint.of(caches, settings).orElse(null);
    reports = settings.value(PageSettings.CACHE_STATUS);
  }

  /**
   * Opens the page cache of an application.
   *
   * @throws org.cachelet.cache.SettingsException if its settings are wrong
   */
  static PageCache open(ServletContext context) {
    return new PageCache(context, ServletCaches.settings(context));
  }

  /** Returns the application. */
  ServletContext context() {
    return context;
  }

  /** Answers a request from the cache, or forwards it and stores what comes back. */
  void handle(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (endpoint != null && endpoint.isFor(request)) {
      endpoint.answer(request, response);
      return;
    }
    Optional<PageRule> rule = rules.match(request);
    if (rule.isPresent()) {
      new PageExchange(this, rule.get(), request, response, chain).run();
    } else {
      report(response, NO_RULE);
      chain.doFilter(WatchedRequest.around(request), response);
      endUnsafe(request, response);
    }
  }

  /**
   * Invalidates what a request may have changed, after it was forwarded; nothing if its method is
   * safe, or if no pages are stored for its host.
   */
  void endUnsafe(HttpServletRequest request, HttpServletResponse response) {
    if (!SafeMethods.contains(request.getMethod())
        && hosts.allows(request.getServerName(), request.getServerPort())) {
      new UnsafeRequest(caches, PageRequest.uri(request), request, response).end();
    }
  }

  /** Returns the pages of a rule. */
  EntryCache pages(PageRule rule) {
    EntryCache known = pages.get(rule);
    return known != null
        ? known
        : pages.computeIfAbsent(rule, r -> caches.entries(NAME).forRule(r.name()));
  }

  /** Returns the places in which pages of a rule are made. */
  Renderings renderings(PageRule rule) {
    return rule.bounds().renderings() == 0
        ? Renderings.UNLIMITED
        : renderings.computeIfAbsent(rule, r -> Renderings.of(r.bounds()));
  }

  /** Returns how much of its bounds a rule has used. */
  RuleUse use(PageRule rule) {
    return uses.computeIfAbsent(rule, r -> new RuleUse(r.bounds(), caches.time()));
  }

  /** Returns the caches of the application. */
  Caches caches() {
    return caches;
  }

  /** Returns what has no influence on pages. */
  Ignored ignored() {
    return ignored;
  }

  /** Returns the query parameters that have no influence on pages. */
  NamePatterns ignoredParameters() {
    return ignoredParameters;
  }

  /** Returns what is done where the RFCs leave it open. */
  HttpPolicy http() {
    return http;
  }

  /** Returns what decides which responses are stored. */
  StorePolicy policy() {
    return policy;
  }

  /** Returns the time that the caches go by, in milliseconds since 1970. */
  long millis() {
    return caches.time().millis();
  }

  /** Returns the time that the caches go by. */
  Instant now() {
    return caches.time().instant();
  }

  /**
   * Says once in the log why pages of a rule are not stored.
   *
   * @param topic what of the reason is the same for many pages
   */
  void tellRefusal(PageRule rule, String reason, String topic) {
    if (told.size() < MAX_TOLD && told.add(rule.name() + ' ' + topic)) {
      LOG.log(Level.INFO, "a page of rule {0} was not stored: {1}; told once", rule.name(), reason);
    }
  }

  /** Says in the log, once in an hour, that a rule has reached a bound. */
  void tellBound(PageRule rule, RuleUse.Bound bound) {
    bounds.warn(
        rule.name() + ' ' + bound.word(),
        "pages of rule "
            + rule.name()
            + " are made and not stored, "
            + bound
            + " (cachelet.page."
            + rule.name()
            + '.'
            + bound.word()
            + ')');
  }

  /** Says once in the log what a ledger would have done with pages of a rule. */
  void tellDifference(PageRule rule, String difference) {
    if (told.size() < MAX_TOLD && told.add(rule.name() + ' ' + difference)) {
      LOG.log(Level.INFO, "a page of rule {0} was stored: {1}; told once", rule.name(), difference);
    }
  }

  /**
   * Says in the log that a stale page could not be made anew. Jetty lets nobody forward after the
   * response was committed: from then on, one client of the rule waits for each renewal.
   */
  void tellFailedRenewal(PageRule rule, Throwable failure) {
    if (failure instanceof IllegalStateException) {
      waiting.add(rule);
    }
    failures.warn(rule.name(), "a page of rule " + rule.name() + " was not renewed", failure);
  }

  /** Says in the log, calmly, that visitors are turned away. */
  void tellRejection(PageRule rule) {
    failures.warn(
        rule.name() + " busy",
        "a request for a page of rule "
            + rule.name()
            + " was answered with 503: all "
            + rule.bounds().renderings()
            + " places of max-renderings were taken for "
            + rule.bounds().renderingWait().toMillis()
            + " ms");
  }

  /** Returns whether pages of a rule are made anew while the client waits. */
  boolean renewsWithTheClientWaiting(PageRule rule) {
    return waiting.contains(rule);
  }

  /**
   * Notes that the application answers 304 to other validators than it was asked for, so that it is
   * not asked again about this page for a while.
   */
  void distrustValidation(PageRule rule, String pageKey) {
    distrusted.put(pageKey, true);
    failures.warn(
        "validation in " + rule.name(),
        "a 304 for a page of rule " + rule.name() + " is about another page; it is made anew");
  }

  /** Returns whether the application may be asked if a stale page still holds. */
  boolean validates(String pageKey) {
    return !http.keep().isZero() && distrusted.getIfPresent(pageKey) == null;
  }

  /** Returns the hosts that pages are cached for. */
  HostPatterns hosts() {
    return hosts;
  }

  /** Returns the proxies that say the truth of their clients. */
  AddressRanges trustedProxies() {
    return trustedProxies;
  }

  /** Returns whether responses say what the cache did. */
  boolean reports() {
    return reports;
  }

  /** Says in Cache-Status what the cache did, if that is switched on. */
  void report(HttpServletResponse response, CacheStatus status) {
    if (reports) {
      response.addHeader("Cache-Status", status.value());
    }
  }
}
