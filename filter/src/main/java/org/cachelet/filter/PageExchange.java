// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.cachelet.cache.CacheEvent;
import org.cachelet.cache.Entry;
import org.cachelet.cache.EntryCache;
import org.cachelet.cache.Flight;
import org.cachelet.cache.Input;
import org.cachelet.cache.Lookup;
import org.cachelet.cache.servlet.HoleFillers;
import org.cachelet.cache.servlet.WatchedRequest;
import org.cachelet.filter.http.Age;
import org.cachelet.filter.http.CacheStatus;
import org.cachelet.filter.http.HttpFields;
import org.cachelet.filter.http.Reason;
import org.cachelet.filter.http.RequestCacheControl;
import org.jspecify.annotations.Nullable;

/** One request for a page that a rule matches, from key to answer. Used by one request. */
final class PageExchange {
  private static final VaryList NO_VARIANTS = new VaryList(Set.of());

  private final PageCache cache;
  private final PageRule rule;
  private final EntryCache pages;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final FilterChain chain;
  private final PageRequest page;
  private final RequestCacheControl wishes;
  private @Nullable Inputs inputs; // not needed for a page without variants

  PageExchange(
      PageCache cache,
      PageRule rule,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain) {
    this.cache = cache;
    this.rule = rule;
    this.pages = cache.pages(rule);
    this.request = request;
    this.response = response;
    this.chain = chain;
    this.page = new PageRequest(request, cache, rule);
    this.wishes = page.cacheControl();
  }

  /** Answers the request. */
  void run() throws IOException, ServletException {
    Optional<Reason> bypass = page.bypass();
    if (bypass.isPresent()) {
      bypass(bypass.get());
      return;
    }
    Found found = find();
    count(found);
    if (found.personal().isPresent() && !wishes.onlyIfCached()) {
      bypass(personal(found.personal().get()));
    } else if (isWelcome(found)) {
      serveFound(found);
    } else {
      forward(found);
    }
  }

  private void count(Found found) {
    Entry entry = found.lookup().entryOrNull();
    pages.count(found.lookup(), entry == null ? found.key() : entry.key());
  }

  /** Returns whether what was found may be served before a new page is made. */
  private boolean isWelcome(Found found) {
    if (wishes == RequestCacheControl.NONE) {
      return found.lookup().isUsable();
    }
    Optional<Entry> entry = found.lookup().entry();
    if (entry.isEmpty() || !(entry.get().content() instanceof StoredPage stored)) {
      return false;
    }
    long now = cache.now().toEpochMilli();
    Duration age = Duration.ofSeconds(stored.initialAge()).plusMillis(entry.get().age(now));
    Duration left = Duration.ofMillis(entry.get().freshUntil() - now);
    // What is fresh by the clock, but not usable, was invalidated softly or is not trusted.
    boolean late = left.isZero() || left.isNegative();
    return (found.lookup().isUsable() || (late && wishes.asksForStale()))
        && wishes.accepts(age, left, stored.terms().staleness());
  }

  /** Lets the request go on to the application, in the way that it wants that. */
  private void forward(Found found) throws IOException, ServletException {
    if (wishes.onlyIfCached()) {
      report(CacheStatus.refused().detail("the request says only-if-cached"));
      response.sendError(HttpServletResponse.SC_GATEWAY_TIMEOUT); // RFC 9111 section 5.2.1.7
    } else if (wishes.noStore()) {
      forwardPast(found, "the request says no-store"); // RFC 9111 section 5.2.1.5
    } else if (page.asksTheApplicationForParts()) {
      forwardPast(found, "the request is for a part of the page");
    } else if (found.lookup().isUsable()) {
      new Turn(this, found, pages.join(found.key())).take();
    } else {
      make(found);
    }
  }

  private void forwardPast(Found found, String reason) throws IOException, ServletException {
    report(CacheStatus.forwarded(forwardReason(found)).detail(reason));
    chain.doFilter(WatchedRequest.around(request), response);
  }

  /** Looks up the page, in two steps where it has variants (RFC 9111 section 4.1). */
  Found find() {
    Lookup first = fillable(pages.peekFull(page.fullKey()));
    if (!(first.entryOrNull() != null && first.found().content() instanceof VaryList varyList)) {
      return new Found(page, null, first, NO_VARIANTS, null);
    }
    return varyList
        .variantKey(page.key(), inputs()::valueOf)
        .map(
            variant ->
                new Found(
                    page, variant, fillable(varyList.covered(pages.peek(variant))), varyList, null))
        .orElseGet(() -> personal(varyList));
  }

  /** A page of another node may have holes that nobody here fills yet: it is made anew. */
  private Lookup fillable(Lookup found) {
    if (found.entryOrNull() == null
        || !(found.found().content() instanceof StoredPage stored)
        || stored.holes().isEmpty()) {
      return found;
    }
    HoleFillers fillers = HoleFillers.of(request.getServletContext());
    boolean known =
        stored.holes().get().holes().stream().allMatch(hole -> fillers.knows(hole.kind()));
    return known ? found : Lookup.MISS;
  }

  private Found personal(VaryList varyList) {
    Input input = varyList.personal(inputs()::valueOf).orElseThrow();
    return new Found(page, null, Lookup.MISS, varyList, input);
  }

  /**
   * Serves what was found; if it is stale or soon will be, one request makes it anew after that.
   */
  private void serveFound(Found found) throws IOException, ServletException {
    Entry entry = found.lookup().found();
    boolean renews = !found.isFresh() || found.lookup().isRenewalDue();
    if (!renews || wishes.noStore() || !found.lookup().isUsable()) {
      serve(entry, CacheStatus.hit());
      return;
    }
    Flight flight = pages.join(found.key());
    if (flight.role() != Flight.Role.LEADER) {
      flight.close();
      serve(entry, CacheStatus.hit());
      return;
    }
    Renderings.Place place = cache.renderings(rule).tryTake();
    if (place == null) { // no renewal now
      flight.close();
      serve(entry, CacheStatus.hit());
      return;
    }
    if (cache.renewsWithTheClientWaiting(rule)) {
      render(found, flight, place);
      return;
    }
    try {
      serveAndEnd(entry);
    } catch (IOException | RuntimeException e) { // the client is gone; the next one renews
      place.close();
      flight.close();
      throw e;
    }
    PageRendering.detached(this, found, flight, place).run(chain);
  }

  private void make(Found missed) throws IOException, ServletException {
    long began = cache.now().toEpochMilli();
    long deadline = began + pages.options().flightWait().toMillis();
    Found found = missed;
    while (true) {
      Flight flight = pages.join(found.key());
      if (flight.role() != Flight.Role.FOLLOWER) {
        lead(found, flight);
        return;
      }
      Duration left = Duration.ofMillis(deadline - cache.now().toEpochMilli());
      Flight.Outcome outcome = flight.await(left).outcome();
      if (!isWorthAnotherLook(outcome)) {
        new Turn(this, found, flight).take(); // for this request alone
        return;
      }
      found = find();
      if (found.personal().isPresent()) {
        bypass(personal(found.personal().get()));
        return;
      }
      if (found.isFresh() || (outcome == Flight.Outcome.STORED && found.isMadeSince(began))) {
        pages.count(CacheEvent.COLLAPSED, "");
        serve(found.lookup().found(), CacheStatus.forwarded(forwardReason(missed)).collapsed());
        return;
      }
    }
  }

  private static boolean isWorthAnotherLook(Flight.Outcome outcome) {
    return switch (outcome) {
      case STORED, OUTDATED, LOST -> true;
      case UNSHARED, FAILED, TIMED_OUT -> false;
    };
  }

  private void lead(Found missed, Flight flight) throws IOException, ServletException {
    Found again = find(); // another flight may have landed since the lookup
    if (again.isFresh() && again.key().equals(missed.key())) {
      flight.complete(again.lookup().found());
      serve(again.lookup().found(), CacheStatus.hit());
    } else {
      new Turn(this, missed, flight).take();
    }
  }

  /** Makes the page; its place is free again when that has come to an end. */
  void render(Found missed, Flight flight, Renderings.Place place)
      throws IOException, ServletException {
    try {
      PageRendering.attached(this, missed, flight, place).run(chain);
    } catch (IOException | ServletException | RuntimeException | Error e) {
      place.close();
      throw e;
    }
  }

  /** Answers with a stored page. */
  void serve(Entry entry, CacheStatus status) throws IOException {
    StoredPage stored = (StoredPage) entry.content();
    long now = cache.millis();
    if (cache.reports()) {
      report(status.ttl(Duration.ofMillis(entry.freshUntil() - now)));
    }
    response.setHeader("Age", Age.text(stored.initialAge() + entry.age(now) / 1_000));
    new PageWriter(request, response, stored, now).write(HttpFields.EMPTY);
  }

  /** Answers with a stored page and ends the answer, so that the client waits for nothing more. */
  private void serveAndEnd(Entry entry) throws IOException {
    if (request.getProtocol().startsWith("HTTP/1.")) {
      response.setHeader("Connection", "close"); // a next request there would wait behind this one
    }
    serve(entry, CacheStatus.hit());
    response.flushBuffer();
    response.getOutputStream().close();
  }

  /** Lets the request go on without looking up or storing. */
  private void bypass(Reason reason) throws IOException, ServletException {
    pages.count(CacheEvent.BYPASS, reason.sentence());
    report(
        CacheStatus.forwarded(
                reason.word().equals("method")
                    ? CacheStatus.Forward.METHOD
                    : CacheStatus.Forward.BYPASS)
            .detail(reason.sentence()));
    chain.doFilter(WatchedRequest.around(request), response);
    cache.endUnsafe(request, response);
  }

  /** Returns why the request goes on to the application, in spite of what was found. */
  CacheStatus.Forward forwardReason(Found found) {
    boolean refused = wishes != RequestCacheControl.NONE && found.isFresh();
    return refused ? CacheStatus.Forward.REQUEST : found.forwardReason();
  }

  /** Returns whether the application may be asked if a stored page still holds. */
  boolean mayValidate() {
    return cache.validates(page.key())
        && !wishes.noCache(); // who says no-cache mistrusts that answer
  }

  /** Returns the entry to serve if the making of a new page fails. */
  Optional<Entry> fallback(Found found) {
    return found.fallback(cache.now().toEpochMilli());
  }

  /** Says in Cache-Status what the cache did, if that is switched on. */
  void report(CacheStatus status) {
    cache.report(response, status);
  }

  PageCache cache() {
    return cache;
  }

  PageRule rule() {
    return rule;
  }

  EntryCache pages() {
    return pages;
  }

  PageRequest page() {
    return page;
  }

  Inputs inputs() {
    Inputs known = inputs;
    if (known == null) {
      known = new Inputs(request, page.view(), rule.varyBy(), rule.ledger());
      inputs = known;
    }
    return known;
  }

  HttpServletRequest request() {
    return request;
  }

  HttpServletResponse response() {
    return response;
  }

  private static Reason personal(Input input) {
    return new Reason(
        "personal", "pages here depend on " + input + ", which this visitor alone has");
  }
}
