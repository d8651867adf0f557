// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.cachelet.cache.CacheEvent;
import org.cachelet.cache.Entry;
import org.cachelet.cache.Flight;
import org.cachelet.filter.http.CacheStatus;

/**
 * The turn of one request to make a page. Where all places of the rule are taken, the visitor gets
 * a stale page at once if there is one, else waits, and in the end is turned away. Used by one
 * request.
 */
final class Turn {
  private static final String NO_PLACE = "as many pages are made as max-renderings allows";
  private static final String TURNED_AWAY = "The server is busy. Please try again in a moment.\n";

  private final PageExchange exchange;
  private final Renderings renderings;
  private final Found missed;
  private final Flight flight;

  Turn(PageExchange exchange, Found missed, Flight flight) {
    this.exchange = exchange;
    this.renderings = exchange.cache().renderings(exchange.rule());
    this.missed = missed;
    this.flight = flight;
  }

  /** Makes the page, or does what saves the making; ends the flight with it. */
  void take() throws IOException, ServletException {
    Renderings.Place place = renderings.tryTake();
    Optional<Entry> stale = exchange.fallback(missed);
    if (place != null) {
      exchange.render(missed, flight, place);
    } else if (stale.isPresent()) {
      flight.close();
      exchange.pages().count(CacheEvent.RESCUE, NO_PLACE);
      exchange.serve(
          stale.get(), CacheStatus.forwarded(CacheStatus.Forward.STALE).detail(NO_PLACE));
    } else {
      await();
    }
  }

  private void await() throws IOException, ServletException {
    Renderings.Place place = renderings.take();
    if (place == null) {
      flight.close();
      turnAway();
      return;
    }
    Found again = findIn(place);
    if (again.isFresh()) { // others have made it meanwhile
      place.close();
      land(again);
      exchange.pages().count(CacheEvent.COLLAPSED, "");
      exchange.serve(
          again.lookup().found(),
          CacheStatus.forwarded(exchange.forwardReason(missed)).collapsed());
    } else {
      exchange.render(missed, flight, place);
    }
  }

  private Found findIn(Renderings.Place place) {
    try {
      return exchange.find();
    } catch (RuntimeException | Error e) {
      place.close();
      flight.close();
      throw e;
    }
  }

  private void land(Found found) {
    if (found.key().equals(missed.key())) {
      flight.complete(found.lookup().found());
    } else {
      flight.completeOutdated(); // who waits finds it as this request did
    }
  }

  private void turnAway() throws IOException {
    exchange.pages().count(CacheEvent.REJECTION, NO_PLACE);
    exchange.cache().tellRejection(exchange.rule());
    exchange.report(CacheStatus.refused().detail(NO_PLACE));
    HttpServletResponse response = exchange.response();
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Retry-After", "1");
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/plain");
    response.setCharacterEncoding("UTF-8");
    response.setContentLength(TURNED_AWAY.length());
    if (!exchange.request().getMethod().equals("HEAD")) {
      response.getWriter().print(TURNED_AWAY);
    }
  }
}
