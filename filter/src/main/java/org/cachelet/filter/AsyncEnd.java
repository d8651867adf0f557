// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;

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
  public void onTimeout(AsyncEvent event) throws IOException {
    end(event, "the asynchronous request timed out");
  }

  @Override
  public void onError(AsyncEvent event) throws IOException {
    end(event, "the asynchronous request failed");
  }

  /**
   * Serves the stale page before the container makes an error page, unless the application acted.
   */
  private void end(AsyncEvent event, String failure) throws IOException {
    rendering.refuse(failure);
    AsyncContext async = event.getAsyncContext();
    boolean left = !(async instanceof RecordingAsyncContext ours && ours.isEnding());
    if (left && rendering.give(failure)) {
      async.complete();
    }
  }

  /** Stays with a request that is dispatched and becomes asynchronous again. */
  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
