// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;

/**
 * How many variants of each page were stored whose time is not over. Pages that nobody stores
 * variants of are forgotten when there are many. Thread-safe.
 */
final class VariantCount {
  /** 16 bytes each. */
  private static final int MOST_REMEMBERED = 1 << 19;

  private final int most;
  private final Cache<Long, Variants> pages =
      Caffeine.newBuilder()
          .maximumWeight(MOST_REMEMBERED)
          .weigher((Long page, Variants variants) -> 4 + variants.hashes.length)
          .executor(Runnable::run)
          .build();

  VariantCount(int most) {
    this.most = most;
  }

  /**
   * Returns whether a variant is stored already, or may be in addition.
   *
   * @param now in milliseconds since 1970
   * @param until when its time will be over
   */
  boolean admits(long page, long variant, long now, long until) {
    return pages
        .asMap()
        .merge(
            page,
            Variants.NONE.with(variant, now, until, most),
            (known, only) -> known.with(variant, now, until, most))
        .contains(variant);
  }

  /**
   * The variants of a page. Never changed.
   *
   * @param hashes 64 random bits for each
   * @param ends when the time of each is over
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Variants(long[] hashes, long[] ends) {
    static final Variants NONE = new Variants(new long[0], new long[0]);

    boolean contains(long variant) {
      return indexOf(variant) >= 0;
    }

    Variants with(long variant, long now, long until, int most) {
      int known = indexOf(variant);
      int place = known >= 0 || hashes.length < most ? known : ended(now);
      if (place < 0 && hashes.length >= most) {
        return this;
      }
      int index = place < 0 ? hashes.length : place;
      int length = Math.max(hashes.length, index + 1);
      Variants more = new Variants(Arrays.copyOf(hashes, length), Arrays.copyOf(ends, length));
      more.hashes[index] = variant;
      more.ends[index] = until;
      return more;
    }

    private int indexOf(long variant) {
      for (int i = 0; i < hashes.length; i++) {
        if (hashes[i] == variant) {
          return i;
        }
      }
      return -1;
    }

    private int ended(long now) {
      for (int i = 0; i < ends.length; i++) {
        if (ends[i] <= now) {
          return i;
        }
      }
      return -1;
    }
  }
}
