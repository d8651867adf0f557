// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Entry;
import org.cachelet.filter.http.HttpFields;
import org.cachelet.filter.http.OwnValidators;

/**
 * The question to the application whether a stored page still holds (RFC 9111 section 4.3), which
 * goes along with the request for a new one. Used by one request.
 */
final class Revalidation {
  private final Entry entry;
  private final OwnValidators validators;

  private Revalidation(Entry entry, OwnValidators validators) {
    this.entry = entry;
    this.validators = validators;
  }

  /** Returns the question, if there is a page with validators of its own, and it may be asked. */
  static Optional<Revalidation> of(PageExchange exchange, Found found) {
    if (found.lookup().entryOrNull() == null || !exchange.mayValidate()) {
      return Optional.empty();
    }
    OwnValidators validators = found.ownValidators(exchange.cache().now());
    return validators.isEmpty()
        ? Optional.empty()
        : Optional.of(new Revalidation(found.lookup().found(), validators));
  }

  /** Returns the inputs of the request with the question in it. */
  Inputs asking(Inputs inputs) {
    return inputs.asking(validators.conditions());
  }

  /** Returns whether the application answered the question, and not with a new page. */
  boolean isAnswered(Captured result) {
    return result.status() == HttpServletResponse.SC_NOT_MODIFIED;
  }

  /** Returns whether an answer is about the page that was asked for. */
  boolean isConfirmed(HttpFields answer, Instant now) {
    return validators.areConfirmedBy(answer, now);
  }

  /** Adds what the page depended on when it was made: its bytes still do. */
  void handOver(Dependencies dependencies) {
    dependencies.tag(entry.tags());
    entry.inputs().forEach(dependencies::read);
  }

  /** Returns whether the page was invalidated since it was looked up. */
  boolean isOutdated(Found now) {
    Entry there = now.lookup().entryOrNull();
    return there == null || there.created() != entry.created();
  }

  /** Returns the page that was asked for. */
  StoredPage page() {
    return (StoredPage) entry.content();
  }
}
