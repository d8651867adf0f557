// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The asynchronous making of a page, which says when it completes and where its tasks report. */
final class RecordingAsyncContext implements AsyncContext {
  private final AsyncContext real;
  private final Ledger ledger;
  private final @Nullable String path;
  private final Runnable beforeComplete;
  private volatile boolean ending;

  /**
   * Stands for a context.
   *
   * @param path the path in the context that the client asked for; null if the application passes a
   *     request or response of its own
   */
  RecordingAsyncContext(
      AsyncContext real, Ledger ledger, @Nullable String path, Runnable beforeComplete) {
    this.real = real;
    this.ledger = ledger;
    this.path = path;
    this.beforeComplete = beforeComplete;
  }

  /** Returns whether the application has completed or dispatched it. */
  boolean isEnding() {
    return ending;
  }

  @Override
  public void complete() {
    ending = true;
    try {
      beforeComplete.run();
    } finally {
      real.complete();
    }
  }

  @Override
  public void start(Runnable task) {
    real.start(ledger.wrap(task));
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
    ending = true;
    if (path == null) {
      real.dispatch();
    } else {
      real.dispatch(path);
    }
  }

  @Override
  public void dispatch(String path) {
    ending = true;
    real.dispatch(path);
  }

  @Override
  public void dispatch(ServletContext context, String path) {
    ending = true;
    real.dispatch(context, path);
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
          RecordingAsyncContext.this,
          event.getSuppliedRequest(),
          event.getSuppliedResponse(),
          event.getThrowable());
    }
  }
}
