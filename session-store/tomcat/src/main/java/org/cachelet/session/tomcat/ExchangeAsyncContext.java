// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.AsyncContext;
import org.cachelet.cache.servlet.AsyncContextWrapper;

/** Saves the session of an asynchronous request before it completes. Thread-safe as the other. */
final class ExchangeAsyncContext extends AsyncContextWrapper {
  private final Exchange exchange;

  /** Wraps what Tomcat has. */
  ExchangeAsyncContext(AsyncContext context, Exchange exchange) {
    super(context);
    this.exchange = exchange;
  }

  @Override
  public void complete() {
    exchange.saveOrRefuse();
    super.complete();
  }
}
