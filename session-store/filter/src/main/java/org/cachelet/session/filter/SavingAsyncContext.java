// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The asynchronous part of a request, which saves the session before the response ends. */
final class SavingAsyncContext implements AsyncContext {
  private final AsyncContext real;
  private final SessionExchange exchange;
  private final @Nullable String path;

  /**
   * Stands for a context.
   *
   * @param path the path in the application that the client asked for; null if the application
   *     passes a request or response of its own
   */
  SavingAsyncContext(AsyncContext real, SessionExchange exchange, @Nullable String path) {
    this.real = real;
    this.exchange = exchange;
    this.path = path;
    real.addListener(new End(exchange));
  }

  @Override
  public void complete() {
    exchange.commitOrRefuse();
    real.complete();
  }

  @Override
  public void start(Runnable task) {
    real.start(task);
  }

  @Override
  public ServletRequest getRequest() {
    return real.getRequest();
  }

  @Override
  public ServletResponse getResponse() {
    return real.getResponse();
  }

  @Override
  public boolean hasOriginalRequestAndResponse() {
    return path != null;
  }

  /** Names the path, since Jetty would else show the parameters of a wrapped request twice. */
  @Override
  public void dispatch() {
    if (path == null) {
      real.dispatch();
    } else {
      real.dispatch(path);
    }
  }

  @Override
  public void dispatch(String to) {
    real.dispatch(to);
  }

  @Override
  public void dispatch(ServletContext context, String to) {
    real.dispatch(context, to);
  }

  @Override
  public void addListener(AsyncListener listener) {
    real.addListener(new Relay(listener));
  }

  @Override
  public void addListener(
      AsyncListener listener, ServletRequest request, ServletResponse response) {
    real.addListener(new Relay(listener), request, response);
  }

  @Override
  public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
    return real.createListener(type);
  }

  @Override
  public void setTimeout(long millis) {
    real.setTimeout(millis);
  }

  @Override
  public long getTimeout() {
    return real.getTimeout();
  }

  /** Tells a listener of events of this context, so that it completes this one. */
  private final class Relay implements AsyncListener {
    private final AsyncListener listener;

    Relay(AsyncListener listener) {
      this.listener = listener;
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
      listener.onComplete(relayed(event));
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
      listener.onTimeout(relayed(event));
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
      listener.onError(relayed(event));
    }

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
      listener.onStartAsync(relayed(event));
    }

    private AsyncEvent relayed(AsyncEvent event) {
      return new AsyncEvent(
          SavingAsyncContext.this,
          event.getSuppliedRequest(),
          event.getSuppliedResponse(),
          event.getThrowable());
    }
  }

  /** Ends the exchange with the request. */
  private record End(SessionExchange exchange) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      exchange.end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {} // onComplete follows

    @Override
    public void onError(AsyncEvent event) {} // onComplete follows

    /** Listens to the new part too, since containers forget listeners then. */
    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
