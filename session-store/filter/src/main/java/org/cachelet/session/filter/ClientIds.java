// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ids that the client of a request has sent, and that addresses show it. Thread-safe. */
final class ClientIds {
  private final SessionExchange exchange;
  private final HttpServletRequest request;
  private volatile @Nullable List<RequestedId> all;
  private volatile @Nullable RequestedId opener;

  /** Reads them when they are first asked for. */
  ClientIds(SessionExchange exchange, HttpServletRequest request) {
    this.exchange = exchange;
    this.request = request;
  }

  /** Returns all that were sent, those in cookies first. */
  List<RequestedId> all() {
    List<RequestedId> ids = all;
    if (ids == null) {
      ids = RequestedId.in(request, exchange.application());
      all = ids;
    }
    return ids;
  }

  /** Notes which one has opened the session. */
  void opened(RequestedId id) {
    opener = id;
  }

  /** Returns that which opens the session if one does. */
  Optional<RequestedId> requested() {
    RequestedId known = opener;
    return known != null ? Optional.of(known) : all().stream().findFirst();
  }

  /** Returns whether the requested one was sent in this way. */
  boolean isFrom(SessionTrackingMode mode) {
    return requested().filter(id -> id.from() == mode).isPresent();
  }

  /** Returns whether the client sent the id of the session that there is. */
  boolean isRequestedValid() {
    StoredSession current = exchange.find();
    RequestedId known = opener;
    return current != null
        && known != null
        && SessionText.isSame(known.text(), current.real().id());
  }

  /** Returns an address with the id; empty if it needs none. */
  Optional<String> in(String url) {
    return forAddresses().map(id -> new SessionAddress(request).with(url, id));
  }

  /** Returns what addresses must carry; empty if the client has a cookie, or no session. */
  private Optional<String> forAddresses() {
    if (!exchange.application().tracksBy(SessionTrackingMode.URL)
        || (isFrom(SessionTrackingMode.COOKIE) && (!exchange.hasLooked() || opener != null))
        || (exchange.known() == null && all().isEmpty())) {
      return Optional.empty();
    }
    StoredSession current = exchange.find();
    return current != null && current.real().isNeeded()
        ? Optional.of(current.id())
        : Optional.empty();
  }
}
