// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.time.Instant;
import java.util.Optional;
import org.cachelet.cache.Entry;
import org.cachelet.cache.Freshness;
import org.cachelet.cache.Input;
import org.cachelet.cache.Lookup;
import org.cachelet.filter.http.CacheStatus;
import org.cachelet.filter.http.OwnValidators;
import org.jspecify.annotations.Nullable;

/**
 * What is stored for a request.
 *
 * @param asked the request
 * @param variantOrNull the key of the variant, if it is known what selects one
 * @param lookup what was found under it
 * @param varyList what selects variants; empty if that is not known or if nothing does
 * @param personalOrNull an input of which the request has something that is never shared, so that
 *     nothing was looked up
 */
record Found(
    PageRequest asked,
    @Nullable String variantOrNull,
    Lookup lookup,
    VaryList varyList,
    @Nullable Input personalOrNull) {
  /** Returns the key of the page, or of the variant if it is known what selects one. */
  String key() {
    return variantOrNull == null ? asked.key() : variantOrNull;
  }

  /** Returns the input for which the request has something that is never shared, if any. */
  Optional<Input> personal() {
    return Optional.ofNullable(personalOrNull);
  }

  /** Returns whether there is a page that may be served with nothing more to do. */
  boolean isFresh() {
    return lookup.freshness() == Freshness.FRESH;
  }

  /** Returns whether there is a page that was stored at this moment, in milliseconds, or later. */
  boolean isMadeSince(long moment) {
    return lookup.entryOrNull() != null && lookup.found().created() >= moment;
  }

  /** Returns the stored page of a lookup that found one. */
  StoredPage page() {
    return (StoredPage) lookup.found().content();
  }

  /**
   * Returns the entry to serve when the making of a new page fails, if one may be served then; the
   * others are kept only to be validated.
   *
   * @param now milliseconds since 1970
   */
  Optional<Entry> fallback(long now) {
    return lookup.entry().filter(entry -> lookup.isUsable() || isUsableOnError(entry, now));
  }

  private static boolean isUsableOnError(Entry entry, long now) {
    long staleIfError = staleIfError(entry);
    return staleIfError > 0 && now < entry.freshUntil() + staleIfError;
  }

  private static long staleIfError(Entry entry) {
    return entry.content() instanceof StoredPage page ? page.terms().staleIfError().toMillis() : 0;
  }

  /** Returns the validators by which the application can be asked whether the page holds. */
  OwnValidators ownValidators(Instant now) {
    return lookup.entryOrNull() != null && lookup.found().content() instanceof StoredPage page
        ? page.ownValidators(now)
        : OwnValidators.NONE;
  }

  /** Returns why the request goes on to the application (RFC 9211 section 2.2). */
  CacheStatus.Forward forwardReason() {
    if (lookup.freshness() != Freshness.NONE) {
      return CacheStatus.Forward.STALE;
    }
    return varyList.inputs().isEmpty()
        ? CacheStatus.Forward.URI_MISS
        : CacheStatus.Forward.VARY_MISS;
  }
}
