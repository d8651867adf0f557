// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.cachelet.cache.Caches;

/**
 * Binds meters of each cache and rule of an application, also of those used later. They are removed
 * when the caches are closed. Thread-safe.
 *
 * <p>The tag {@code cache} is the cache's name; {@code rule} is the rule's, and empty for what
 * happens under no rule, so that the sum over all rules is the cache's count. What is evicted,
 * expired and stored is known of whole caches only: those meters have no {@code rule}.
 *
 * <pre>{@code
 * new CacheletMetrics(caches).bindTo(registry);
 * }</pre>
 */
public final class CacheletMetrics implements MeterBinder {
  private final Caches caches;
  private final Tags tags;

  /** Makes a binder whose meters have no tags but their own. */
  public CacheletMetrics(Caches caches) {
    this(caches, Tags.empty());
  }

  /**
   * Makes a binder.
   *
   * @param tags added to those of each meter; needed where several applications share a registry
   */
  public CacheletMetrics(Caches caches, Iterable<Tag> tags) {
    this.caches = caches;
    this.tags = Tags.of(tags);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    CacheMeters meters = new CacheMeters(registry, tags);
    caches.health().ifPresent(shared -> meters.addSharing(() -> caches.health().orElse(shared)));
    caches.observe(meters);
  }
}
