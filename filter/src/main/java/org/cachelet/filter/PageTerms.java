// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.time.Duration;
import org.cachelet.filter.http.EntityTag;
import org.cachelet.filter.http.HttpFields;
import org.cachelet.filter.http.RequestCacheControl.Staleness;

/**
 * What a page permits beyond its freshness, and what is its application's own.
 *
 * @param ownTag whether the application gave it its ETag
 * @param staleness whether it may be served stale to those who welcome that
 * @param staleIfError how long after its freshness it may be served in place of an error
 */
record PageTerms(boolean ownTag, Staleness staleness, Duration staleIfError) {
  /** Returns the terms of a response of which no more is known than its fields: none. */
  static PageTerms of(HttpFields fields) {
    return new PageTerms(
        fields.first("ETag").flatMap(EntityTag::parse).isPresent(),
        Staleness.FORBIDDEN,
        Duration.ZERO);
  }

  /** Returns the same terms of a page whose ETag is, or is not, its application's own. */
  PageTerms tagged(boolean own) {
    return new PageTerms(own, staleness, staleIfError);
  }
}
