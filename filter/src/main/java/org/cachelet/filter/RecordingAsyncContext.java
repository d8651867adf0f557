// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import org.cachelet.cache.servlet.AsyncContextWrapper;
import org.jspecify.annotations.Nullable;

/** The asynchronous making of a page, which says when it completes and where its tasks report. */
final class RecordingAsyncContext extends AsyncContextWrapper {
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
    super(real);
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
      super.complete();
    }
  }

  @Override
  public void start(Runnable task) {
    super.start(ledger.wrap(task));
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
      super.dispatch();
    } else {
      super.dispatch(path);
    }
  }

  @Override
  public void dispatch(String path) {
    ending = true;
    super.dispatch(path);
  }

  @Override
  public void dispatch(ServletContext context, String path) {
    ending = true;
    super.dispatch(context, path);
  }
}
