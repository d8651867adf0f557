// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.Input;
import org.cachelet.cache.Lifetime;
import org.cachelet.cache.OnError;
import org.jspecify.annotations.Nullable;

/** What the attributes of a tag say about its fragment. Used by one request. */
final class FragmentAttributes {
  String name = "";
  String cache = "fragments";
  boolean shared;
  @Nullable Duration ttl;
  @Nullable Duration staleWhileRevalidate;
  @Nullable Duration staleIfError;
  Set<Input> varyBy = Set.of();
  OnError onError = OnError.STALE;
  List<String> tags = List.of();

  /** The values of the attribute {@code vary}, some of which may be null. */
  List<@Nullable Object> vary = List.of();

  /**
   * Returns the fragment.
   *
   * @param digest of its template
   * @param more values by which it varies
   * @param usual the lifetime where the attributes say nothing
   * @throws IllegalArgumentException if a value has no stable text, or the name is none
   */
  Fragment fragment(String digest, List<? extends @Nullable Object> more, Lifetime usual) {
    List<@Nullable Object> values = new ArrayList<>(vary);
    values.addAll(more);
    Fragment fragment =
        Fragment.named(name).vary(values.toArray()).varyBy(varyBy).tags(tags).onError(onError);
    Lifetime own = lifetime(usual);
    Fragment lasting = own.equals(usual) ? fragment : fragment.lifetime(own);
    return shared ? lasting : lasting.ofTemplate(digest);
  }

  private Lifetime lifetime(Lifetime usual) {
    return new Lifetime(
        ttl == null ? usual.fresh() : ttl,
        staleWhileRevalidate == null ? usual.staleWhileRevalidate() : staleWhileRevalidate,
        staleIfError == null ? usual.staleIfError() : staleIfError);
  }
}
