// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import org.cachelet.cache.servlet.AsyncContextWrapper;
import org.jspecify.annotations.Nullable;

/** The asynchronous part of a request, which saves the session before the response ends. */
final class SavingAsyncContext extends AsyncContextWrapper {
  private final Passage passage;
  private final @Nullable String path;

  /**
   * Stands for a context.
   *
   * @param path the path in the application that the client asked for; null if the application
   *     passes a request or response of its own
   */
  SavingAsyncContext(AsyncContext real, Passage passage, @Nullable String path) {
    super(real);
    this.passage = passage;
    this.path = path;
    real.addListener(new End(passage));
  }

  @Override
  public void complete() {
    passage.commitOrRefuse();
    super.complete();
  }

  @Override
  public boolean hasOriginalRequestAndResponse() {
    return path != null;
  }

  /** Names the path, since Jetty would else show the parameters of a wrapped request twice. */
  @Override
  public void dispatch() {
    if (path == null) {
      super.dispatch();
    } else {
      super.dispatch(path);
    }
  }

  /** Ends the exchange with the request. */
  private record End(Passage passage) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      passage.end();
    }

    /** Saves before the container answers, if nobody else does; onComplete follows. */
    @Override
    public void onTimeout(AsyncEvent event) {
      passage.commitOrRefuse();
    }

    /** Saves before the container answers, if nobody else does; onComplete follows. */
    @Override
    public void onError(AsyncEvent event) {
      passage.commitOrRefuse();
    }

    /** Listens to the new part too, since containers forget listeners then. */
    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
