// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A request that may have changed what its address shows, so that what is stored for it is
 * invalidated once it has succeeded (RFC 9111 section 4.4). Used by one request.
 */
final class UnsafeRequest {
  private static final int FIRST_ERROR = 400;

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Runnable invalidation;

  UnsafeRequest(HttpServletRequest request, HttpServletResponse response, Runnable invalidation) {
    this.request = request;
    this.response = response;
    this.invalidation = invalidation;
  }

  /** Invalidates now, or when an asynchronous answer is complete. */
  void end() {
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new Completion());
    } else {
      invalidateOnSuccess();
    }
  }

  private void invalidateOnSuccess() {
    if (response.getStatus() < FIRST_ERROR) { // a non-error response: 2xx or 3xx
      invalidation.run();
    }
  }

  private final class Completion implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      invalidateOnSuccess();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
