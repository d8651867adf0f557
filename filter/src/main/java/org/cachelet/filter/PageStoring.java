// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.EntryCache;
import org.cachelet.cache.Flight;
import org.cachelet.cache.HoleMarks;
import org.cachelet.cache.Input;
import org.cachelet.cache.Lifetime;
import org.cachelet.cache.Making;
import org.cachelet.filter.http.CacheControl;
import org.cachelet.filter.http.CacheGroups;
import org.cachelet.filter.http.CacheStatus;
import org.cachelet.filter.http.HttpFields;
import org.cachelet.filter.http.RequestCacheControl.Staleness;
import org.cachelet.filter.http.RequestFacts;
import org.cachelet.filter.http.ResponseFacts;
import org.cachelet.filter.http.StoreVerdict;
import org.cachelet.filter.http.Vary;
import org.jspecify.annotations.Nullable;

/**
 * The decision whether a page that was made is stored, and under which key. Used by one request.
 */
final class PageStoring {
  private static final String TOO_MANY_INPUTS =
      "pages here depend on more than " + VaryList.MOST_INPUTS + " inputs";

  private final PageExchange exchange;
  private final Found found;
  private final Making making;
  private final RecordingRequest recording;
  private final Instant began;

  PageStoring(PageExchange exchange, Found found, Making making, RecordingRequest recording) {
    this.exchange = exchange;
    this.found = found;
    this.making = making;
    this.recording = recording;
    this.began = exchange.cache().now();
  }

  /** Returns the fields of these lines. */
  static HttpFields fields(List<Map.Entry<String, String>> lines) {
    HttpFields.Builder fields = HttpFields.builder();
    lines.forEach(line -> fields.add(line.getKey(), line.getValue()));
    return fields.build();
  }

  /** Returns why a response will not be stored, as far as status and fields tell. */
  Optional<String> refusal(int status, HttpFields fields) {
    readSelectingFields(fields);
    return making
        .dependencies()
        .refusal()
        .or(
            () ->
                judge(status, fields) instanceof StoreVerdict.Refuse refuse
                    ? Optional.of(refuse.reason().sentence())
                    : Optional.empty());
  }

  /** Stores a response, or not, and ends the flight of those who wait for it. */
  Verdict store(Captured result, Flight flight) {
    HoleMarks marks = making.dependencies().withHoles();
    Draft draft = Draft.of(result, marks, began, exchange.cache().now());
    return store(draft, result.reason(), flight);
  }

  /**
   * Stores a page anew that the application confirmed, or not, and ends the flight. The client gets
   * it in either case, since the application says that it holds.
   */
  Verdict store(Captured answer, Revalidation asked, Flight flight) {
    Instant now = exchange.cache().now();
    HttpFields fields = fields(answer.fields());
    if (!asked.isConfirmed(fields, now)) {
      exchange.cache().distrustValidation(exchange.rule(), exchange.page().key());
      return refused(flight, fields, "the 304 is about another page").with(asked.page());
    }
    asked.handOver(making.dependencies());
    Draft draft = Draft.confirmed(asked.page(), fields, now);
    Optional<String> reason =
        asked.isOutdated(exchange.find())
            ? Optional.of("the page was invalidated while it was validated")
            : answer.reason();
    Verdict verdict = store(draft, reason, flight);
    return verdict.page().isPresent() ? verdict : verdict.with(draft.page().apply(draft.fields()));
  }

  private Verdict store(Draft draft, Optional<String> reason, Flight flight) {
    Optional<String> refusal = reason.or(() -> refusal(draft.status(), draft.fields()));
    VaryList varyList = exchange.find().varyList().with(making.dependencies().inputs());
    exchange.cache().use(exchange.rule()).learn(recording.ledger().parameters().asked());
    if (varyList.inputs().size() > VaryList.MOST_INPUTS) {
      return refused(flight, draft.sent(), refusal.orElse(TOO_MANY_INPUTS));
    }
    Optional<String> key = key(varyList);
    if (key.isEmpty() && !varyList.equals(found.varyList())) {
      exchange.pages().keep(exchange.page().key(), varyList); // such visitors go past from now on
    }
    if (refusal.isPresent() || key.isEmpty()) {
      String why = refusal.orElse("it depends on what this visitor alone has");
      return refused(flight, draft.sent(), why);
    }
    StoreVerdict.Store verdict = (StoreVerdict.Store) judge(draft.status(), draft.fields());
    HttpFields stored = draft.fields().without(verdict.withheldFields());
    Optional<Leak> leak = leak(stored, draft.body(), varyList);
    if (leak.isPresent()) {
      return refused(flight, draft.sent(), leak.get().toString(), leak.get().what());
    }
    StoredPage page =
        draft.page().apply(stored).permitting(staleness(draft.fields()), verdict.staleIfError());
    Lifetime lifetime = lifetime(page, verdict);
    if (lifetime.total().isZero()) {
      return refused(flight, draft.sent(), "the page is stale when it comes").with(page);
    }
    Optional<RuleUse.Bound> bound = bound(key.get(), lifetime);
    if (bound.isPresent()) {
      exchange.cache().tellBound(exchange.rule(), bound.get());
      return refused(flight, draft.sent(), bound.get().toString()).with(page);
    }
    return put(key.get(), page, lifetime, varyList, flight, draft);
  }

  /** Returns the lifetime in the store: what can be validated is kept for that. */
  private Lifetime lifetime(StoredPage page, StoreVerdict.Store verdict) {
    Duration error = verdict.staleIfError();
    Duration keep = exchange.cache().http().keep();
    boolean kept =
        keep.compareTo(error) > 0 && !page.ownValidators(exchange.cache().now()).isEmpty();
    return new Lifetime(verdict.fresh(), verdict.staleWhileRevalidate(), kept ? keep : error);
  }

  /** Returns whether a page may be served stale to those who ask for it (RFC 9111 4.2.4). */
  private Staleness staleness(HttpFields fields) {
    return CacheControl.of(fields, exchange.cache().http().targetedFields()).forbidsStale()
        ? Staleness.FORBIDDEN
        : Staleness.ALLOWED;
  }

  /** Counts what the response says in Vary as read (RFC 9111 section 4.1). */
  private void readSelectingFields(HttpFields fields) {
    recording.ledger().end();
    Dependencies dependencies = making.dependencies();
    for (String name : Vary.of(fields).names()) {
      dependencies.read(InputKind.HEADER.input(name));
    }
  }

  private Optional<String> key(VaryList varyList) {
    String pageKey = exchange.page().key();
    return varyList.inputs().isEmpty()
        ? Optional.of(pageKey)
        : varyList.variantKey(pageKey, recording::valueOf);
  }

  private Optional<Leak> leak(HttpFields fields, byte[] body, VaryList varyList) {
    if (!exchange.rule().leakGuard()) {
      return Optional.empty();
    }
    List<Secret> secrets;
    try {
      secrets = Secrets.of(exchange.inputs(), varyList.inputs());
    } catch (RuntimeException e) { // of a session store, for instance
      return Optional.of(new Leak("it cannot be told what belongs to the visitor alone", ""));
    }
    return new LeakGuard(secrets).find(fields, body);
  }

  /** What is stored already is replaced, whatever others have stored. */
  private Optional<RuleUse.Bound> bound(String key, Lifetime lifetime) {
    if (found.lookup().entryOrNull() != null && found.key().equals(key)) {
      return Optional.empty();
    }
    PageRequest page = exchange.page();
    return exchange
        .cache()
        .use(exchange.rule())
        .admit(
            page.key(),
            key,
            page.parameters(),
            exchange.cache().now().plus(lifetime.total()).toEpochMilli());
  }

  private Verdict refused(Flight flight, HttpFields fields, String reason) {
    return refused(flight, fields, reason, reason);
  }

  /** Refuses for a reason that is told once for all of its topic. */
  private Verdict refused(Flight flight, HttpFields fields, String reason, String topic) {
    exchange.pages().refuse(making, reason);
    exchange.cache().tellRefusal(exchange.rule(), reason, topic);
    flight.completeUnshared();
    return new Verdict(null, fields, reason, Optional.empty());
  }

  private Verdict put(
      String key,
      StoredPage page,
      Lifetime lifetime,
      VaryList varyList,
      Flight flight,
      Draft draft) {
    Set<String> groups = CacheGroups.parse(draft.fields().all("Cache-Groups"));
    making.dependencies().tag(PageRequest.uri(exchange.request()).groupTags(groups));
    EntryCache.Stored stored = exchange.pages().put(making, key, page, lifetime);
    if (stored.outcome() == Flight.Outcome.STORED && !varyList.equals(found.varyList())) {
      exchange.pages().keep(exchange.page().key(), varyList); // after what it leads to
    }
    if (lifetime.fresh().isZero()) {
      flight.completeUnshared(); // of no use to those who wait, and they need not queue for it
    } else {
      stored.land(flight);
    }
    if (stored.outcome() != Flight.Outcome.STORED) {
      return new Verdict(
          page, draft.sent(), "its content was invalidated meanwhile", Optional.empty());
    }
    Optional<String> difference = recording.ledger().difference();
    difference.ifPresent(told -> exchange.cache().tellDifference(exchange.rule(), told));
    return new Verdict(page, draft.sent(), "", difference);
  }

  private StoreVerdict judge(int status, HttpFields fields) {
    Set<String> variantFields = new HashSet<>();
    for (Input input : making.dependencies().inputs()) {
      if (InputKind.of(input) == InputKind.HEADER) {
        variantFields.add(input.name());
      }
    }
    return exchange
        .cache()
        .policy()
        .judge(
            new RequestFacts("GET", exchange.page().credentials(), variantFields),
            new ResponseFacts(status, fields, exchange.cache().now()),
            exchange.rule().lifetime());
  }

  /**
   * What became of a page.
   *
   * @param pageOrNull the page as it is served; null if it must be sent as the application wrote it
   * @param fields what the response to the client has already
   * @param refusal why it was not stored; empty if it was
   * @param difference what would have become of it by the ledger, if that is only observed
   */
  record Verdict(
      @Nullable StoredPage pageOrNull,
      HttpFields fields,
      String refusal,
      Optional<String> difference) {
    /** Returns the page as it is served, if it is. */
    Optional<StoredPage> page() {
      return Optional.ofNullable(pageOrNull);
    }

    /** Returns the same verdict, with a page to serve. */
    Verdict with(StoredPage page) {
      return new Verdict(page, fields, refusal, difference);
    }

    /**
     * Returns what Cache-Status says of it.
     *
     * @param forwarded why the request was forwarded, and what came back
     */
    CacheStatus status(CacheStatus forwarded) {
      return refusal.isEmpty()
          ? difference.map(forwarded.stored()::detail).orElse(forwarded.stored())
          : forwarded.detail(refusal);
    }
  }
}
