// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * How much of the bounds of a rule is used on this node, and the query parameters that its pages
 * are known to have. Thread-safe.
 */
final class RuleUse {
  private static final int MOST_KNOWN = 1_000;

  private final PageBounds bounds;
  private final InstantSource time;
  private final HourlyBudget entries;
  private final HourlyBudget unknownQueries;
  private final VariantCount variants;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /** Nobody who does not know it can find keys that are taken for each other. */
  private final int seed = ThreadLocalRandom.current().nextInt();

  RuleUse(PageBounds bounds, InstantSource time) {
    this.bounds = bounds;
    this.time = time;
    this.entries = new HourlyBudget(bounds.entries(), time);
    this.unknownQueries = new HourlyBudget(bounds.unknownQueries(), time);
    this.variants = new VariantCount(bounds.variants());
  }

  /** Notes query parameters that the application asked for. */
  void learn(Set<String> parameters) {
    for (String parameter : parameters) {
      if (known.size() < MOST_KNOWN) {
        known.add(parameter);
      }
    }
  }

  /**
   * Returns the bound that a page would exceed, if one; else counts it.
   *
   * @param pageKey the key of the page
   * @param key the key of the variant, or of the page if there are none
   * @param parameters the names of the query parameters
   * @param until when its time will be over, in milliseconds since 1970
   */
  Optional<Bound> admit(String pageKey, String key, Set<String> parameters, long until) {
    long hash = hash(key);
    long page = hash(pageKey);
    if (!known.containsAll(parameters) && !unknownQueries.admits(page)) {
      return Optional.of(new Bound("max-unknown-queries", bounds.unknownQueries()));
    }
    if (!key.equals(pageKey) && !variants.admits(page, hash, time.millis(), until)) {
      return Optional.of(new Bound("max-variants", bounds.variants()));
    }
    return entries.admits(hash)
        ? Optional.empty()
        : Optional.of(new Bound("max-entries", bounds.entries()));
  }

  private long hash(String key) {
    byte[] bytes = key.getBytes(UTF_8);
    return MurmurHash3.hash128x64(bytes, 0, bytes.length, seed)[0];
  }

  /**
   * A bound that was reached.
   *
   * @param word the last word of its setting
   */
  record Bound(String word, int most) {
    @Override
    public String toString() {
      return "the bound " + word + " of " + most + " is reached";
    }
  }
}
