// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The steps that concern responses and the way of requests. */
final class ResponseSteps {
  private ResponseSteps() {}

  static @Nullable Object step(StepServlet.Run run, String verb, String first)
      throws ServletException, IOException {
    HttpServletResponse response = run.response;
    switch (verb) {
      case "encode" -> {
        return response.encodeURL(first);
      }
      case "encodeRedirect" -> {
        return response.encodeRedirectURL(first);
      }
      case "committed" -> {
        return response.isCommitted();
      }
      case "arrive" -> Gates.open(first);
      case "await" -> Gates.await(first);
      case "cookie" -> response.addCookie(new Cookie(first, "1"));
      case "reset" -> response.reset();
      case "length" -> response.setContentLength(Integer.parseInt(first));
      case "throw" -> throw new UnsupportedOperationException("as asked for");
      case "async", "asyncDispatch" -> async(run, verb, first);
      case "asyncTimeout" -> timeOut(run, first);
      case "authenticate" -> {
        return run.request.authenticate(response);
      }
      case "upgrade" -> run.request.upgrade(Greeting.class);
      case "forward", "include" -> dispatch(run, verb, first);
      default -> write(run, verb, first);
    }
    return null;
  }

  private static void write(StepServlet.Run run, String verb, String first) throws IOException {
    HttpServletResponse response = run.response;
    switch (verb) {
      case "flush" -> {
        run.print();
        response.flushBuffer();
      }
      case "print" -> response.getWriter().print(first);
      case "flushWriter" -> {
        response.getWriter().print("x");
        response.getWriter().flush();
      }
      case "closeWriter" -> {
        run.print();
        response.getWriter().close();
      }
      case "fillWriter" -> response.getWriter().print("x".repeat(Integer.parseInt(first)));
      case "flushStream" -> {
        response.getOutputStream().print("x");
        response.getOutputStream().flush();
      }
      case "closeStream" -> response.getOutputStream().close();
      case "fillStream" ->
          response.getOutputStream().write("x".repeat(Integer.parseInt(first)).getBytes(UTF_8));
      case "error" -> response.sendError(Integer.parseInt(first));
      case "redirect" -> response.sendRedirect(first);
      default -> throw new UnsupportedOperationException("no step " + verb);
    }
    if (verb.equals("error") || verb.equals("redirect")) {
      run.body.setLength(0);
    }
  }

  private static void dispatch(StepServlet.Run run, String verb, String path)
      throws ServletException, IOException {
    var dispatcher = Objects.requireNonNull(run.request.getRequestDispatcher(path), path);
    if (verb.equals("include")) {
      run.print();
      dispatcher.include(run.request, run.response);
    } else {
      run.leave();
      dispatcher.forward(run.request, run.response);
    }
  }

  /**
   * Lets the time of an asynchronous request run out: with a listener that completes it, or not.
   */
  private static void timeOut(StepServlet.Run run, String how) {
    run.leave();
    AsyncContext async = run.request.startAsync();
    async.setTimeout(50);
    if (how.equals("handled")) {
      async.addListener(new Completing());
    }
  }

  /** Completes a request whose time has run out. */
  private static final class Completing implements AsyncListener {
    @Override
    public void onTimeout(AsyncEvent event) {
      event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }

  private static void async(StepServlet.Run run, String verb, String path) {
    run.leave();
    AsyncContext async = run.request.startAsync();
    async.setTimeout(0);
    if (verb.equals("asyncDispatch")) {
      async.dispatch(path);
      return;
    }
    Thread thread =
        new Thread(
            () -> {
              try {
                run.goOn();
              } catch (ServletException | IOException | RuntimeException e) {
                run.response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
              } finally {
                async.complete();
              }
            });
    thread.start();
  }
}
