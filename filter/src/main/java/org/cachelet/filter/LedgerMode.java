// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** What follows from what the application reads of a request while it makes a page. */
enum LedgerMode {
  /** It selects variants and forbids to share. */
  ON,
  /** The response's own fields decide; what {@link #ON} would have done is said. */
  REPORT,
  /** The response's own fields decide. */
  OFF
}
