// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.cachelet.filter.http.AddressRanges;
import org.cachelet.filter.http.CanonicalQuery;
import org.cachelet.filter.http.Forwarding;
import org.cachelet.filter.http.HostPort;
import org.cachelet.filter.http.HttpPolicy;
import org.cachelet.filter.http.Origin;
import org.cachelet.filter.http.PageAddress;
import org.cachelet.filter.http.PageKey;
import org.cachelet.filter.http.PageUri;
import org.cachelet.filter.http.Reason;
import org.cachelet.filter.http.RequestCacheControl;
import org.cachelet.filter.http.RequestDirective;
import org.cachelet.filter.http.RequestFacts;
import org.cachelet.filter.http.SuspiciousPath;
import org.jspecify.annotations.Nullable;

/**
 * What the cache needs to know of one request: whether it may be answered from the cache at all,
 * and the key of its page. Used by one request.
 */
final class PageRequest {
  /** Fields by which a client asks for less than the whole page; hidden, so that all is made. */
  private static final Map<String, String> HIDDEN =
      Map.of("if-none-match", "", "if-modified-since", "", "range", "", "if-range", "");

  /** Fields by which a client asks the application itself to look before it answers. */
  private static final List<String> FOR_THE_APPLICATION =
      List.of("If-Match", "If-Unmodified-Since", "Sec-WebSocket-Key");

  private final HttpServletRequest request;
  private final PageCache cache;
  private final PageRule rule;
  private final @Nullable String query;
  private final @Nullable Forwarding forwarding;
  private final PageAddress address;
  private final String keyPrefix;
  private final @Nullable String fullKey;
  private @Nullable String key; // not needed for a hit

  PageRequest(HttpServletRequest request, PageCache cache, PageRule rule) {
    this.request = request;
    this.cache = cache;
    this.rule = rule;
    this.query = CanonicalQuery.of(request.getQueryString(), cache.ignoredParameters());
    this.forwarding = forwarding();
    this.address = address();
    this.keyPrefix = cache.pages(rule).keyPrefix();
    this.fullKey = extended(PageKey.of(keyPrefix, address)).orElse(null);
  }

  /** What was stored without a ledger must not be found by a rule that keeps one. */
  private Optional<String> extended(Optional<String> ofAddress) {
    Optional<String> extended = ofAddress;
    if (forwarding != null && !forwarding.key().isEmpty()) {
      extended = extended.flatMap(shorter -> with(shorter, forwarding.key()));
    }
    return rule.ledger() == LedgerMode.ON
        ? extended
        : extended.flatMap(shorter -> with(shorter, "off"));
  }

  private Optional<String> with(String shorter, String part) {
    return PageKey.with(shorter.substring(keyPrefix.length()), part).map(keyPrefix::concat);
  }

  /** Returns what a trusted proxy says; null if that is malformed. */
  private @Nullable Forwarding forwarding() {
    AddressRanges trusted = cache.trustedProxies();
    return !trusted.isEmpty() && trusted.contains(request.getRemoteAddr())
        ? Forwarding.of(this::joined).orElse(null)
        : Forwarding.NONE;
  }

  private @Nullable String joined(String name) {
    Enumeration<String> lines = request.getHeaders(name);
    return lines == null || !lines.hasMoreElements()
        ? null
        : String.join(", ", Collections.list(lines));
  }

  /** Returns why this request must be neither answered from the cache nor stored, if so. */
  Optional<Reason> bypass() {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      return because("method", "the method is " + request.getMethod());
    }
    if (cache.http().authenticated() == HttpPolicy.Authenticated.BYPASS
        && credentials() == RequestFacts.Credentials.AUTHORIZATION) {
      return because("authorization", "the request has an Authorization field");
    }
    if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
      return because("body", "the request has a body");
    }
    for (int n = 0; n < FOR_THE_APPLICATION.size(); n++) {
      if (request.getHeader(FOR_THE_APPLICATION.get(n)) != null) {
        return because(
            "precondition", "the request has an " + FOR_THE_APPLICATION.get(n) + " field");
      }
    }
    if (!cache.hosts().allows(address.host(), address.port())) {
      return because("host", "the host is not listed in cachelet.hosts");
    }
    if (forwarding == null) {
      return because("forwarded", "a forwarding field is malformed");
    }
    for (HostPort host : forwarding.hosts()) {
      if (!isAllowed(host)) {
        return because("host", "a forwarded host is not listed in cachelet.hosts");
      }
    }
    if (fullKey == null) {
      return because("long", "the address is longer than " + PageKey.MAX_LENGTH + " characters");
    }
    return SuspiciousPath.find(request.getRequestURI())
        .map(found -> new Reason("path", "the path has " + found));
  }

  /** Returns the directives of the request that are obeyed. */
  RequestCacheControl cacheControl() {
    Set<RequestDirective> obeyed = cache.http().obeyed();
    if (obeyed.isEmpty()) {
      return RequestCacheControl.NONE;
    }
    return request.getHeader("Cache-Control") == null
        ? RequestCacheControl.NONE
        : RequestCacheControl.parse(Collections.list(request.getHeaders("Cache-Control")), obeyed);
  }

  /** Returns whether parts of the page are asked for, which the application is to make itself. */
  boolean asksTheApplicationForParts() {
    return cache.http().rangeMisses() == HttpPolicy.RangeMisses.FORWARD
        && request.getMethod().equals("GET")
        && request.getHeader("Range") != null;
  }

  /**
   * Returns the key under which the page, or the list of what selects its variants, is stored.
   *
   * @throws java.util.NoSuchElementException if the request bypasses the cache for its long address
   */
  String key() {
    String known = key;
    if (known == null) {
      known = fullKey().substring(keyPrefix.length());
      key = known;
    }
    return known;
  }

  /**
   * Returns that key behind the prefix of all keys.
   *
   * @throws java.util.NoSuchElementException if the request bypasses the cache for its long address
   */
  String fullKey() {
    if (fullKey == null) {
      throw new NoSuchElementException("the address is too long for a key");
    }
    return fullKey;
  }

  /** Returns whether the request speaks for somebody (RFC 9111 section 3.5). */
  RequestFacts.Credentials credentials() {
    return request.getHeader("Authorization") == null
        ? RequestFacts.Credentials.NONE
        : RequestFacts.Credentials.AUTHORIZATION;
  }

  /** Returns what the application is shown while a page is made. */
  View view() {
    if (forwarding == null || forwarding.shown().isEmpty()) {
      return new View(query, cache.ignored(), HIDDEN);
    }
    Map<String, String> shown = new HashMap<>(forwarding.shown());
    shown.putAll(HIDDEN);
    return new View(query, cache.ignored(), shown);
  }

  private boolean isAllowed(HostPort host) {
    return cache.hosts().allows(host.host(), host.port() > 0 ? host.port() : address.port());
  }

  /** Returns the names of the query parameters that the application sees. */
  Set<String> parameters() {
    return CanonicalQuery.names(query);
  }

  /** Returns the URI of a request, under which pages are invalidated. */
  static PageUri uri(HttpServletRequest request) {
    return new PageUri(
        new Origin(request.getScheme(), request.getServerName(), request.getServerPort()),
        request.getContextPath(),
        request.getRequestURI());
  }

  private PageAddress address() {
    String contextPath = request.getContextPath();
    return new PageAddress(
        request.getScheme(),
        request.getServerName(),
        request.getServerPort(),
        contextPath,
        request.getRequestURI().substring(contextPath.length()),
        query);
  }

  private static Optional<Reason> because(String word, String sentence) {
    return Optional.of(new Reason(word, sentence));
  }
}
