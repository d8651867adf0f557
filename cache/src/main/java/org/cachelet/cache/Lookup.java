// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was found under a key, and what it may be used for.
 *
 * @param entryOrNull the entry; null exactly if {@code freshness} is {@link Freshness#NONE}
 * @param freshness what the entry may be used for
 * @param isRenewalDue whether this caller should make the content anew, although it is fresh, so
 *     that it never expires under load (XFetch, Vattani, Chierichetti, Lowenstein, "Optimal
 *     Probabilistic Cache Stampede Prevention", 2015)
 */
public record Lookup(@Nullable Entry entryOrNull, Freshness freshness, boolean isRenewalDue) {
  /** What is found where there is nothing. */
  public static final Lookup MISS = new Lookup(null, Freshness.NONE, false);

  /** Returns the entry, if there is a usable one. */
  public Optional<Entry> entry() {
    return Optional.ofNullable(entryOrNull);
  }

  /**
   * Returns the entry of a lookup that found one.
   *
   * @throws IllegalStateException if none was found
   */
  public Entry found() {
    if (entryOrNull == null) {
      throw new IllegalStateException("lookup found nothing");
    }
    return entryOrNull;
  }

  /** Returns whether the entry may be used before a new one is made. */
  public boolean isUsable() {
    return freshness == Freshness.FRESH || freshness == Freshness.STALE_WHILE_REVALIDATE;
  }
}
