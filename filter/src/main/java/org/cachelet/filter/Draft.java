// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.cachelet.cache.HoleMarks;
import org.cachelet.filter.http.Age;
import org.cachelet.filter.http.Freshening;
import org.cachelet.filter.http.HttpFields;

/**
 * A page that may be stored.
 *
 * @param status its status
 * @param fields all its fields, by which it is judged
 * @param sent those of its fields that the response to the client has already
 * @param body the bytes, not compressed
 * @param page makes the page, of those of its fields that are stored
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Draft(
    int status,
    HttpFields fields,
    HttpFields sent,
    byte[] body,
    Function<HttpFields, StoredPage> page) {

  /**
   * Returns what the application made.
   *
   * @param marks stand for holes in the body
   * @param began when it was asked for that
   */
  static Draft of(Captured made, HoleMarks marks, Instant began, Instant now) {
    HttpFields sent = PageStoring.fields(made.fields());
    PageHoles.Cut cut = PageHoles.cut(made.body(), marks);
    return new Draft(
        made.status(),
        Age.corrected(sent, Duration.between(began, now)),
        sent,
        cut.body(),
        stored -> StoredPage.of(made.status(), stored, cut, now));
  }

  /** Returns a stored page that the application confirmed (RFC 9111 section 4.3.4). */
  static Draft confirmed(StoredPage page, HttpFields confirmation, Instant now) {
    return new Draft(
        page.status(),
        Freshening.of(page.form(false).fields(), confirmation),
        confirmation,
        page.form(false).body(),
        fields -> page.freshened(fields, now));
  }
}
