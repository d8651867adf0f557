// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/** The context of an asynchronous request, which gives the request out as it is watched. */
final class WatchedAsyncContext implements AsyncContext {
  private final AsyncContext real;
  private final WatchedRequest request;

  private WatchedAsyncContext(AsyncContext real, WatchedRequest request) {
    this.real = real;
    this.request = request;
  }

  /** Returns the context, with the request in it watched if that is the container's own. */
  static AsyncContext of(AsyncContext real, WatchedRequest request) {
    return real instanceof WatchedAsyncContext ? real : new WatchedAsyncContext(real, request);
  }

  @Override
  public ServletRequest getRequest() {
    ServletRequest given = real.getRequest();
    return given == RequestSecrets.innermost(request) ? request : given;
  }

  @Override
  public ServletResponse getResponse() {
    return real.getResponse();
  }

  @Override
  public boolean hasOriginalRequestAndResponse() {
    return real.hasOriginalRequestAndResponse();
  }

  @Override
  public void dispatch() {
    real.dispatch();
  }

  @Override
  public void dispatch(String path) {
    real.dispatch(path);
  }

  @Override
  public void dispatch(ServletContext context, String path) {
    real.dispatch(context, path);
  }

  @Override
  public void complete() {
    real.complete();
  }

  @Override
  public void start(Runnable task) {
    real.start(task);
  }

  @Override
  public void addListener(AsyncListener listener) {
    real.addListener(listener);
  }

  @Override
  public void addListener(
      AsyncListener listener, ServletRequest supplied, ServletResponse response) {
    real.addListener(listener, supplied, response);
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
}
