// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Sees to it that a rendering ends with its asynchronous request, also where the application does
 * not complete it.
 */
final class AsyncEnd implements AsyncListener {
  private final PageRendering rendering;

  AsyncEnd(PageRendering rendering) {
    this.rendering = rendering;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    rendering.abandon("the request was completed by the container");
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    rendering.refuse("the asynchronous request timed out");
  }

  @Override
  public void onError(AsyncEvent event) {
    rendering.refuse("the asynchronous request failed");
  }

  /** Stays with a request that is dispatched and becomes asynchronous again. */
  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
