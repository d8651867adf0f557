// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.AsyncContext;
import org.cachelet.cache.servlet.AsyncContextWrapper;

/**
 * An asynchronous context that does something just before it completes.
 *
 * <p>Containers tell their listeners of the completion when it is too late to send anything: Jetty
 * has closed the output by then. Listeners of the application get this context too.
 */
final class ReleasingAsyncContext extends AsyncContextWrapper {
  private final Runnable beforeComplete;

  /**
   * Creates a view of a context.
   *
   * @param context the container's
   * @param beforeComplete run by {@link #complete()}, on the thread that calls it
   */
  ReleasingAsyncContext(AsyncContext context, Runnable beforeComplete) {
    super(context);
    this.beforeComplete = beforeComplete;
  }

  @Override
  public void complete() {
    try {
      beforeComplete.run();
    } finally {
      super.complete();
    }
  }
}
