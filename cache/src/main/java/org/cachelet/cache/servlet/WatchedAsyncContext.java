// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;

/** The context of an asynchronous request, which gives the request out as it is watched. */
final class WatchedAsyncContext extends AsyncContextWrapper {
  private final WatchedRequest request;

  private WatchedAsyncContext(AsyncContext real, WatchedRequest request) {
    super(real);
    this.request = request;
  }

  /** Returns the context, with the request in it watched if that is the container's own. */
  static AsyncContext of(AsyncContext real, WatchedRequest request) {
    return real instanceof WatchedAsyncContext ? real : new WatchedAsyncContext(real, request);
  }

  @Override
  public ServletRequest getRequest() {
    ServletRequest given = super.getRequest();
    return given == RequestSecrets.innermost(request) ? request : given;
  }
}
