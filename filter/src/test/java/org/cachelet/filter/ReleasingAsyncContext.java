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

/**
 * An asynchronous context that does something just before it completes.
 *
 * <p>Containers tell their listeners of the completion when it is too late to send anything: Jetty
 * has closed the output by then. Listeners of the application get this context too.
 */
final class ReleasingAsyncContext implements AsyncContext {
  private final AsyncContext context;
  private final Runnable beforeComplete;

  /**
   * Creates a view of a context.
   *
   * @param context the container's
   * @param beforeComplete run by {@link #complete()}, on the thread that calls it
   */
  ReleasingAsyncContext(AsyncContext context, Runnable beforeComplete) {
    this.context = context;
    this.beforeComplete = beforeComplete;
  }

  @Override
  public void complete() {
    try {
      beforeComplete.run();
    } finally {
      context.complete();
    }
  }

  @Override
  public ServletRequest getRequest() {
    return context.getRequest();
  }

  @Override
  public ServletResponse getResponse() {
    return context.getResponse();
  }

  @Override
  public boolean hasOriginalRequestAndResponse() {
    return context.hasOriginalRequestAndResponse();
  }

  @Override
  public void dispatch() {
    context.dispatch();
  }

  @Override
  public void dispatch(String path) {
    context.dispatch(path);
  }

  @Override
  public void dispatch(ServletContext other, String path) {
    context.dispatch(other, path);
  }

  @Override
  public void start(Runnable work) {
    context.start(work);
  }

  @Override
  public void addListener(AsyncListener listener) {
    context.addListener(new Listener(listener));
  }

  @Override
  public void addListener(
      AsyncListener listener, ServletRequest request, ServletResponse response) {
    context.addListener(new Listener(listener), request, response);
  }

  @Override
  public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
    return context.createListener(type);
  }

  @Override
  public void setTimeout(long millis) {
    context.setTimeout(millis);
  }

  @Override
  public long getTimeout() {
    return context.getTimeout();
  }

  /** Tells a listener of the application events of this context. */
  private final class Listener implements AsyncListener {
    private final AsyncListener listener;

    Listener(AsyncListener listener) {
      this.listener = listener;
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
      listener.onComplete(mine(event));
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
      listener.onTimeout(mine(event));
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
      listener.onError(mine(event));
    }

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
      listener.onStartAsync(mine(event));
    }

    private AsyncEvent mine(AsyncEvent event) {
      return new AsyncEvent(
          new ReleasingAsyncContext(event.getAsyncContext(), beforeComplete),
          event.getSuppliedRequest(),
          event.getSuppliedResponse(),
          event.getThrowable());
    }
  }
}
