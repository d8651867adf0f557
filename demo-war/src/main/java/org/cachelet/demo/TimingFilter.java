// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells the browser in {@code Server-Timing} what its own request has cost; comes first. */
public final class TimingFilter extends HttpFilter {

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Timing timing = Timing.of(request);
    TimedResponse timed = new TimedResponse(response, timing);
    timing.bind();
    try {
      chain.doFilter(new TimedRequest(request, timed), timed);
    } finally {
      Timing.unbind();
    }
    if (!request.isAsyncStarted()) {
      timed.stamp();
    }
  }

  /** Keeps to the timed response where the servlet API would go back to the container's. */
  private static final class TimedRequest extends HttpServletRequestWrapper {
    private final TimedResponse response;

    TimedRequest(HttpServletRequest request, TimedResponse response) {
      super(request);
      this.response = response;
    }

    @Override
    public AsyncContext startAsync() {
      return startAsync(this, response);
    }
  }
}
