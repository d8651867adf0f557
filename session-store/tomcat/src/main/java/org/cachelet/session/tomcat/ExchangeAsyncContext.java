// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import org.cachelet.cache.servlet.AsyncContextWrapper;

/** Saves the session of an asynchronous request before it completes. Thread-safe as the other. */
final class ExchangeAsyncContext extends AsyncContextWrapper {
  private final Exchange exchange;

  /** Wraps what Tomcat has. */
  ExchangeAsyncContext(AsyncContext context, Exchange exchange) {
    super(context);
    this.exchange = exchange;
  }

  /** Wraps what Tomcat has begun, and sees to it that the session is saved whoever ends it. */
  static AsyncContext begun(AsyncContext context, Exchange exchange) {
    context.addListener(new Saving(exchange));
    return new ExchangeAsyncContext(context, exchange);
  }

  @Override
  public void complete() {
    exchange.saveOrRefuse();
    super.complete();
  }

  /** Saves before Tomcat answers a request whose time has run out, or that has failed. */
  private record Saving(Exchange exchange) implements AsyncListener {
    @Override
    public void onTimeout(AsyncEvent event) {
      exchange.saveOrRefuse();
    }

    @Override
    public void onError(AsyncEvent event) {
      exchange.saveOrRefuse();
    }

    @Override
    public void onComplete(AsyncEvent event) {} // too late to tell anybody

    @Override
    public void onStartAsync(AsyncEvent event) {} // that has one of its own
  }
}
