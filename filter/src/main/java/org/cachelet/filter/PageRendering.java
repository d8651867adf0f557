// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cachelet.cache.CacheEvent;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Entry;
import org.cachelet.cache.EntryCache;
import org.cachelet.cache.Flight;
import org.cachelet.cache.Hole;
import org.cachelet.cache.HoleMarks;
import org.cachelet.cache.Making;
import org.cachelet.cache.servlet.HoleFillers;
import org.cachelet.cache.servlet.WatchedRequest;
import org.cachelet.filter.http.CacheStatus;
import org.cachelet.filter.http.Freshening;
import org.cachelet.filter.http.PageUri;
import org.jspecify.annotations.Nullable;

/**
 * The making of one page by the application: the request goes on, what it reads is recorded, what
 * it writes is captured, and in the end the page is stored, or not, and sent. Used by one request,
 * on several threads if the application works asynchronously.
 */
final class PageRendering {
  private static final String ATTRIBUTE = PageRendering.class.getName();
  private static final int FIRST_SERVER_ERROR = 500;

  private final PageExchange exchange;
  private final EntryCache pages;
  private final Found found;
  private final Flight flight;
  private final Renderings.Place place;
  private final Making making;
  private final Client client;
  private final CapturingResponse captured;
  private final RecordingRequest recording;
  private final PageStoring storing;
  private final Optional<Revalidation> revalidation;
  private final AtomicBoolean ended = new AtomicBoolean();

  private PageRendering(
      PageExchange exchange, Found found, Flight flight, Renderings.Place place, Client client) {
    this.exchange = exchange;
    this.pages = exchange.pages();
    this.found = found;
    this.flight = flight;
    this.place = place;
    this.client = client;
    this.making = pages.begin(found.key());
    this.revalidation = Revalidation.of(exchange, found);
    Inputs inputs = exchange.inputs();
    Inputs shown = revalidation.map(asked -> asked.asking(inputs)).orElse(inputs);
    Ledger ledger = new Ledger(making.dependencies(), shown);
    this.captured = captured();
    this.recording =
        client == Client.WAITS
            ? RecordingRequest.attached(ledger, captured, this::end)
            : RecordingRequest.detached(ledger, captured, this::end, exchange.cache()::now);
    this.storing = new PageStoring(exchange, found, making, recording);
  }

  /** Begins a page that the client waits for; ends the flight and frees the place with it. */
  static PageRendering attached(
      PageExchange exchange, Found found, Flight flight, Renderings.Place place) {
    return new PageRendering(exchange, found, flight, place, Client.WAITS);
  }

  /**
   * Begins a page for later clients, when this one was answered; ends the flight and frees the
   * place with it.
   */
  static PageRendering detached(
      PageExchange exchange, Found found, Flight flight, Renderings.Place place) {
    return new PageRendering(exchange, found, flight, place, Client.WAS_ANSWERED);
  }

  /** Returns the rendering that a request is a part of, if any. */
  static @Nullable PageRendering of(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof PageRendering rendering ? rendering : null;
  }

  /** Lets the application make the page, and ends with it, unless it goes on asynchronously. */
  void run(FilterChain chain) throws IOException, ServletException {
    exchange.request().setAttribute(ATTRIBUTE, this);
    PageUri uri = PageRequest.uri(exchange.request());
    making.dependencies().tag(exchange.rule().tags()).tag(uri.tag()).tag(uri.pathTag());
    forward(recording, captured, chain);
  }

  /** Goes on with a request that the application dispatched again after it was asynchronous. */
  void resume(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    forward(request, response, chain);
  }

  /** Notes that the application forwards, so that what it wrote before does not count. */
  void forwarded() {
    captured.forwarded();
  }

  private void forward(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Dependencies.Scope scope = making.dependencies().enter();
    try {
      chain.doFilter(WatchedRequest.around(request), response);
    } catch (IOException | ServletException | RuntimeException | Error e) {
      if (fail(e)) {
        throw e;
      }
      return;
    } finally {
      scope.close();
    }
    if (exchange.request().isAsyncStarted()) {
      recording.getAsyncContext().addListener(new AsyncEnd(this));
    } else {
      end();
    }
  }

  /** Stores the page, or not, and sends it; does so once. */
  void end() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    try (flight;
        place) {
      exchange.request().removeAttribute(ATTRIBUTE);
      Captured result = finish();
      boolean failed = result.status() >= FIRST_SERVER_ERROR;
      if (!failed || !rescue("the application answered " + result.status(), result.status())) {
        PageStoring.Verdict verdict = store(result);
        place.close(); // a slow client needs none
        send(verdict, result.status());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the client is gone
    }
  }

  private Captured finish() throws IOException {
    try {
      return captured.finish();
    } catch (IOException | RuntimeException e) { // the client is gone
      pages.fail(making, e.toString());
      throw e;
    }
  }

  private PageStoring.Verdict store(Captured result) {
    return revalidation
        .filter(asked -> asked.isAnswered(result))
        .map(asked -> confirm(result, asked))
        .orElseGet(() -> storing.store(result, flight));
  }

  private PageStoring.Verdict confirm(Captured answer, Revalidation asked) {
    if (captured.isHeld()) {
      captured.withdraw(Freshening::isOfTheBody); // the stored body needs its own
    }
    return storing.store(answer, asked, flight);
  }

  /**
   * Ends a rendering that the application did not complete in time or failed in, by the stale page
   * if there is one; returns whether the client has got that.
   */
  boolean give(String failure) throws IOException {
    boolean rescuable = client == Client.WAITS && fallback().isPresent() && captured.isHeld();
    if (!rescuable || !ended.compareAndSet(false, true)) {
      return false;
    }
    try (flight;
        place) {
      exchange.request().removeAttribute(ATTRIBUTE);
      pages.fail(making, failure);
      captured.abandon();
      return rescue(failure, 0);
    }
  }

  /** Ends a rendering that came to no end of its own, without storing or sending anything. */
  void abandon(String reason) {
    if (ended.compareAndSet(false, true)) {
      pages.fail(making, reason);
      place.close();
      flight.close();
    }
  }

  /** Notes that the page is not what it would have been. */
  void refuse(String reason) {
    making.dependencies().refuse(reason);
  }

  /** Returns whether the container must be told of the failure. */
  private boolean fail(Throwable failure) throws IOException {
    boolean first = ended.compareAndSet(false, true);
    try (flight;
        place) {
      exchange.request().removeAttribute(ATTRIBUTE);
      if (first) {
        pages.fail(making, failure.toString());
      }
      captured.abandon();
      if (client == Client.WAS_ANSWERED) { // a container would cut the connection
        exchange.cache().tellFailedRenewal(exchange.rule(), failure);
        return false;
      }
      boolean rescued = first && rescue(failure.toString(), 0);
      if (rescued && exchange.request().isAsyncStarted()) {
        recording.getAsyncContext().complete();
      }
      return !rescued;
    }
  }

  /** Serves the stale page in place of a failure, if there is one and the answer has not begun. */
  private boolean rescue(String failure, int status) throws IOException {
    Optional<Entry> fallback = fallback();
    if (fallback.isEmpty() || !captured.isHeld()) {
      return false;
    }
    captured.withdraw(name -> true);
    pages.count(CacheEvent.RESCUE, failure);
    CacheStatus report = CacheStatus.forwarded(exchange.forwardReason(found)).detail(failure);
    exchange.serve(fallback.get(), status == 0 ? report : report.forwardStatus(status));
    return true;
  }

  private Optional<Entry> fallback() {
    return client == Client.WAITS ? exchange.fallback(found) : Optional.empty();
  }

  private void send(PageStoring.Verdict verdict, int status) throws IOException {
    if (client == Client.WAS_ANSWERED) {
      return;
    }
    CacheStatus forwarded = CacheStatus.forwarded(exchange.forwardReason(found));
    if (captured.isHeld() && verdict.page().isPresent()) {
      PageWriter writer =
          new PageWriter(
              exchange.request(),
              exchange.response(),
              verdict.page().get(),
              exchange.cache().millis());
      boolean other = writer.status() != status;
      exchange.report(verdict.status(other ? forwarded.forwardStatus(status) : forwarded));
      writer.write(verdict.fields());
      return;
    }
    if (captured.isHeld()) {
      exchange.report(verdict.status(forwarded));
    }
    captured.release();
  }

  private CapturingResponse captured() {
    CapturingResponse response = responseFor(client).cookies(exchange.cache().http().setCookies());
    if (revalidation.isPresent()) {
      response.holdNotModified();
    }
    return found.lookup().entryOrNull() == null ? response : response.deferErrors();
  }

  private CapturingResponse responseFor(Client whom) {
    int limit = exchange.rule().bounds().body();
    HoleMarks marks = making.dependencies().withHoles();
    return whom == Client.WAS_ANSWERED
        ? CapturingResponse.detached(exchange.response(), exchange.request(), limit)
        : CapturingResponse.attached(exchange.response(), exchange.request(), limit, new Door())
            .fills(new BodyHoles(marks, this::fill, exchange.response()));
  }

  /** Fills a hole for the client alone: what is kept of the page has its mark there. */
  private void fill(Hole hole, Writer out) throws IOException {
    List<String> cookies = captured.cookies();
    Dependencies.Scope ignoring = Dependencies.ignoring();
    try (ignoring) {
      HoleFillers.of(exchange.request().getServletContext())
          .fill(hole, exchange.request(), exchange.response(), out);
    }
    captured.disownCookiesSince(cookies); // as of a session that the hole has begun
  }

  /** Stands between what the application writes and the client who waits for it. */
  private final class Door implements Gate {
    private boolean told;

    @Override
    public Optional<String> refusal(int status, List<Map.Entry<String, String>> fields) {
      if (status >= FIRST_SERVER_ERROR && found.lookup().entryOrNull() != null) {
        return Optional.empty(); // held back: the stale page may be served in its place
      }
      return storing.refusal(status, PageStoring.fields(fields));
    }

    @Override
    public void refused(String reason) {
      told = true;
      exchange.report(CacheStatus.forwarded(exchange.forwardReason(found)).detail(reason));
    }

    @Override
    public void passes() {
      flight.completeUnshared(); // the client may be slow, or the response without end
    }

    @Override
    public void beforeCommit() {
      if (!told) { // whether the page will be stored is not known yet
        exchange.report(CacheStatus.forwarded(exchange.forwardReason(found)));
      }
      recording.beginSession(); // none can be begun later, and the application may want it then
    }
  }

  /** Whether somebody waits for the page. */
  private enum Client {
    WAITS,
    WAS_ANSWERED
  }
}
