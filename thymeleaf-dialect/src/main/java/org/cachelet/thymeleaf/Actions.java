// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.Collection;
import org.cachelet.cache.Delivery;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.FragmentCache;
import org.jspecify.annotations.Nullable;

/** What templates can say to the cached content around them, and to others. */
final class Actions {
  private Actions() {}

  /** Invalidates fragments; what does so while it is made has to be made each time. */
  static Delivery evict(FragmentCache cache, String name, @Nullable Object[] vary) {
    Dependencies.current().keepUnique("fragments are evicted in it");
    return cache.invalidate(name, vary);
  }

  /** Adds tags to the content around. */
  static Dependencies tag(Collection<?> tags) {
    return Dependencies.current().tag(tags.stream().map(String::valueOf).toList());
  }

  /** Does not have the content around stored or shared. */
  static void refuse(String reason) {
    Dependencies.current().refuse(reason);
  }
}
