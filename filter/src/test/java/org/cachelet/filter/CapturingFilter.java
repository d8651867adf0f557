// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.cachelet.filter.http.HttpPolicy.SetCookies;

/** Captures and releases at once, in the way that the request's {@code Mode} field names. */
final class CapturingFilter extends HttpFilter {
  /** How a response is treated. */
  enum Mode {
    /** Left alone. */
    BARE,
    /** Held to its end. */
    HELD,
    /** Refused by the gate at its first byte. */
    REFUSED,
    /** Held up to 10 bytes. */
    SMALL,
    /** Held to its end, with errors kept back. */
    DEFERRED,
    /** Held to its end, then another answer is sent in its place if that is possible. */
    REPLACED,
    /** Held to its end, with cookies that do not count. */
    STRIPPED,
    /** Held to its end, with cookies that are kept. */
    WITH_COOKIES,
    /** Rendered for nobody, after the client was answered. */
    DETACHED
  }

  private static final long serialVersionUID = 1;
  private static final String CAPTURED = CapturingFilter.class.getName();

  private final transient BlockingQueue<Captured> results = new LinkedBlockingQueue<>();

  /** Returns what was captured, oldest first. */
  BlockingQueue<Captured> results() {
    return results;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String mode = request.getHeader("Mode");
    CapturingResponse captured = (CapturingResponse) request.getAttribute(CAPTURED);
    if (captured != null && request.getDispatcherType() == DispatcherType.FORWARD) {
      captured.forwarded();
      chain.doFilter(request, response);
    } else if (captured != null && request.getDispatcherType() == DispatcherType.ASYNC) {
      run(captured, request, response, chain);
    } else if (mode == null || request.getDispatcherType() != DispatcherType.REQUEST) {
      chain.doFilter(request, response);
    } else {
      capture(Mode.valueOf(mode), request, response, chain);
    }
  }

  private void capture(
      Mode mode, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (mode == Mode.BARE) {
      response.setHeader("X-Outer", "another filter's");
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("X-Outer", "another filter's");
    CapturingResponse captured = respond(mode, request, response);
    request.setAttribute(CAPTURED, captured);
    CapturedRequest seen = new CapturedRequest(request, captured);
    if (mode == Mode.REPLACED) {
      chain.doFilter(seen, captured);
      replace(captured, response);
    } else {
      run(captured, seen, captured, chain);
    }
  }

  private static CapturingResponse respond(
      Mode mode, HttpServletRequest request, HttpServletResponse response) throws IOException {
    int limit = mode == Mode.SMALL ? 10 : 10_000_000;
    if (mode == Mode.DETACHED) {
      response.setContentType("text/html;charset=UTF-8");
      response.setContentLength(5);
      response.getOutputStream().print("stale");
      response.flushBuffer();
      return CapturingResponse.detached(response, request, limit);
    }
    Gate gate =
        (status, fields) -> mode == Mode.REFUSED ? Optional.of("refused") : Optional.empty();
    CapturingResponse captured = CapturingResponse.attached(response, request, limit, gate);
    if (mode == Mode.STRIPPED || mode == Mode.WITH_COOKIES) {
      captured.cookies(mode == Mode.STRIPPED ? SetCookies.STRIP : SetCookies.STORE);
    }
    return mode == Mode.DEFERRED || mode == Mode.REPLACED ? captured.deferErrors() : captured;
  }

  private void replace(CapturingResponse captured, HttpServletResponse response)
      throws IOException {
    results.add(captured.finish());
    if (captured.isHeld()) {
      response.setStatus(200);
      response.setContentType("text/plain");
      response.getOutputStream().print("another");
    }
  }

  private void run(
      CapturingResponse captured,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (Throwable e) {
      captured.abandon();
      results.add(captured.finish());
      throw e;
    }
    if (!request.isAsyncStarted()) {
      release(captured);
    }
  }

  private void release(CapturingResponse captured) throws IOException {
    results.add(captured.finish());
    captured.release();
  }

  /** Gives asynchronous processing the captured response. */
  private final class CapturedRequest extends HttpServletRequestWrapper {
    private final CapturingResponse captured;

    CapturedRequest(HttpServletRequest request, CapturingResponse captured) {
      super(request);
      this.captured = captured;
    }

    @Override
    public AsyncContext startAsync() {
      return startAsync(this, captured);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
      return releasing(super.startAsync(request, response));
    }

    @Override
    public AsyncContext getAsyncContext() {
      return releasing(super.getAsyncContext());
    }

    private AsyncContext releasing(AsyncContext context) {
      return new ReleasingAsyncContext(
          context,
          () -> {
            try {
              release(captured);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
