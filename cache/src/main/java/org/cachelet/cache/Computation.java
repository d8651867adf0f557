// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Optional;

/**
 * One call of {@link Cache#findOrCompute}: looks up, and makes what is missing, once for all who
 * ask at the same time. Used by one caller; a renewal in the background is a computation of its
 * own.
 */
final class Computation<T, X extends Exception> {
  private final Cache cache;
  private final EntryCache entries;
  private final String key;
  private final ValueType<T> type;
  private final PutOptions options;
  private final Maker<? extends Optional<? extends T>, X> maker;

  Computation(
      Cache cache,
      String key,
      ValueType<T> type,
      PutOptions options,
      Maker<? extends Optional<? extends T>, X> maker) {
    this.cache = cache;
    this.entries = cache.entries();
    this.key = key;
    this.type = type;
    this.options = options;
    this.maker = maker;
  }

  /** Returns the value; empty if there is nothing, remembered or just found out. */
  Optional<T> run() throws X {
    Lookup lookup = entries.lookup(key);
    if (!lookup.isUsable() || !isReadable(lookup.found())) {
      return make(lookup);
    }
    if (lookup.isRenewalDue()) {
      return renewNow(lookup);
    }
    if (lookup.freshness() == Freshness.STALE_WHILE_REVALIDATE) {
      cache.renewals().submit(this::renewInBackground);
    }
    return use(lookup.found());
  }

  private Optional<T> make(Lookup lookup) throws X {
    Turn turn = Turn.await(entries, key, this::isReadable);
    try (Flight flight = turn.flight()) {
      Optional<Entry> found = turn.found();
      return found.isPresent() ? use(found.get()) : makeAndStore(flight, lookup);
    }
  }

  private Optional<T> renewNow(Lookup lookup) throws X {
    try (Flight flight = entries.join(key)) {
      return flight.role() == Flight.Role.LEADER
          ? makeAndStore(flight, lookup)
          : use(lookup.found());
    }
  }

  private void renewInBackground() {
    try (Flight flight = entries.join(key)) {
      if (flight.role() == Flight.Role.LEADER && entries.peek(key).freshness() != Freshness.FRESH) {
        makeAndStore(flight, Lookup.MISS);
      }
    } catch (Exception e) { // the maker's; the stale value was served, the next caller tries again
      cache.renewalFailed(key, e);
    }
  }

  private Optional<T> makeAndStore(Flight flight, Lookup fallback) throws X {
    Making making = entries.begin(key);
    Optional<T> made;
    Dependencies.Scope scope = making.dependencies().enter();
    try {
      made = maker.make().map(value -> value);
    } catch (Exception e) {
      entries.fail(making, e.toString());
      if (fallback.entryOrNull() == null || !isReadable(fallback.found())) {
        throw e;
      }
      entries.counters().count(CacheEvent.RESCUE, making.fullKey(), e.toString());
      return use(fallback.found());
    } finally {
      scope.close();
    }
    making.dependencies().tag(options.tags());
    refuseInputs(making.dependencies());
    entries.put(making, cache.contentOf(made), lifetime(made)).land(flight);
    return made;
  }

  /** A key says nothing of the request, so a value must not depend on it. */
  private void refuseInputs(Dependencies dependencies) {
    dependencies.inputs().stream()
        .findFirst()
        .ifPresent(
            input -> {
              dependencies.keepUnique(input + " was read while it was made");
              cache.notStored(key, input);
            });
  }

  private Lifetime lifetime(Optional<T> made) {
    return made.isPresent()
        ? options.lifetime().orElse(entries.options().lifetime())
        : Lifetime.of(entries.options().nothingTtl());
  }

  private Optional<T> use(Entry entry) {
    Dependencies.current().add(entry, entries.validity().remaining(entry));
    return cache.valueOf(entry, type);
  }

  private boolean isReadable(Entry entry) {
    return cache.isNothing(entry) || cache.valueOf(entry, type).isPresent();
  }
}
