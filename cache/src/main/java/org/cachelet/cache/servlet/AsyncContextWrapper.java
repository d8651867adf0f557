// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * An asynchronous context that stands for another one: the Servlet API has wrappers for requests
 * and responses only. Listeners are told of this context, so that they complete it and not the one
 * behind it. As thread-safe as that.
 */
public abstract class AsyncContextWrapper implements AsyncContext {
  private final AsyncContext wrapped;

  /** Stands for a context. */
  protected AsyncContextWrapper(AsyncContext wrapped) {
    this.wrapped = wrapped;
  }

  @Override
  public ServletRequest getRequest() {
    return wrapped.getRequest();
  }

  @Override
  public ServletResponse getResponse() {
    return wrapped.getResponse();
  }

  @Override
  public boolean hasOriginalRequestAndResponse() {
    return wrapped.hasOriginalRequestAndResponse();
  }

  @Override
  public void dispatch() {
    wrapped.dispatch();
  }

  @Override
  public void dispatch(String path) {
    wrapped.dispatch(path);
  }

  @Override
  public void dispatch(ServletContext context, String path) {
    wrapped.dispatch(context, path);
  }

  @Override
  public void complete() {
    wrapped.complete();
  }

  @Override
  public void start(Runnable task) {
    wrapped.start(task);
  }

  @Override
  public void addListener(AsyncListener listener) {
    wrapped.addListener(new Relay(listener));
  }

  @Override
  public void addListener(
      AsyncListener listener, ServletRequest request, ServletResponse response) {
    wrapped.addListener(new Relay(listener), request, response);
  }

  @Override
  public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
    return wrapped.createListener(type);
  }

  @Override
  public void setTimeout(long millis) {
    wrapped.setTimeout(millis);
  }

  @Override
  public long getTimeout() {
    return wrapped.getTimeout();
  }

  /** Tells a listener of events of this context. */
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
          AsyncContextWrapper.this,
          event.getSuppliedRequest(),
          event.getSuppliedResponse(),
          event.getThrowable());
    }
  }
}
