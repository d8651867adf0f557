// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one value is stored: for how long, and under which tags. Immutable; each method returns a
 * changed copy.
 *
 * <pre>{@code
 * PutOptions.ofTtl(Duration.ofMinutes(10)).withTags("catalog", "product:17")
 * }</pre>
 */
public final class PutOptions {
  /** The cache's own lifetime, and no tags. */
  public static final PutOptions DEFAULT = new PutOptions(null, Set.of());

  private final @Nullable Lifetime lifetime;
  private final Set<String> tags;

  private PutOptions(@Nullable Lifetime lifetime, Set<String> tags) {
    this.lifetime = lifetime;
    this.tags = Tags.checked(Set.copyOf(tags));
  }

  /** Returns options for a value that is fresh for {@code ttl} and never served stale. */
  public static PutOptions ofTtl(Duration ttl) {
    return of(Lifetime.of(ttl));
  }

  /** Returns options for a value with this lifetime. */
  public static PutOptions of(Lifetime lifetime) {
    return new PutOptions(lifetime, Set.of());
  }

  /** Returns options for a value with the cache's own lifetime and these tags. */
  public static PutOptions ofTags(String... tags) {
    return DEFAULT.withTags(tags);
  }

  /**
   * Returns these options with other tags.
   *
   * @throws IllegalArgumentException if a tag is empty, too long or given twice
   */
  public PutOptions withTags(String... others) {
    return new PutOptions(lifetime, Set.of(others));
  }

  /** Returns the lifetime, if it is not the cache's own. */
  public Optional<Lifetime> lifetime() {
    return Optional.ofNullable(lifetime);
  }

  /** Returns the tags. */
  public Set<String> tags() {
    return tags;
  }
}
