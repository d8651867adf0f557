// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The recorded request on its way through dispatches and asynchronous processing. */
@ParameterizedClass
@EnumSource(Container.class)
final class DispatchTest {
  private static final Visit START = Visit.to("/st%20art?z=1&utm_x=2&a=first");

  @SuppressWarnings("NullAway.Init")
  private static Site site;

  DispatchTest(Container container) {
    assertThat(container).isNotNull();
  }

  @BeforeParameterizedClassInvocation
  static void start(Container container) throws Exception {
    site = new Site(container);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    site.stop();
  }

  @Test
  void forward_showsTheTarget_withItsParameters() throws Exception {
    List<@Nullable Object> seen = new ArrayList<>();

    site.make(
        START,
        (request, response) -> {
          if (request.getDispatcherType() == DispatcherType.FORWARD) {
            seen.addAll(view(request));
            seen.add(request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI));
            seen.add(request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING));
          } else {
            request.getRequestDispatcher("/target?a=b&c=d").forward(request, response);
          }
          return null;
        });

    assertThat(seen)
        .containsExactly(
            "/target",
            "a=b&c=d",
            List.of("b", "first"),
            "d",
            "1",
            null,
            "/st%20art",
            "a=first&z=1");
  }

  @Test
  void include_keepsThePath_andAddsParameters() throws Exception {
    List<@Nullable Object> seen = new ArrayList<>();

    site.make(
        START,
        (request, response) -> {
          if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            seen.addAll(view(request));
            seen.add(request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI));
            seen.add(request.getAttribute(RequestDispatcher.INCLUDE_QUERY_STRING));
          } else {
            request.getRequestDispatcher("/target?a=b&c=d").include(request, response);
          }
          return null;
        });

    assertThat(seen)
        .containsExactly(
            "/st%20art",
            "a=first&z=1", List.of("b", "first"), "d", "1", null, "/target", "a=b&c=d");
  }

  @Test
  void dispatches_areRecorded_throughWrappersOfTheApplication() throws Exception {
    Site.Making making =
        site.make(
            START,
            (request, response) -> {
              if (request.getDispatcherType() == DispatcherType.REQUEST) {
                HttpServletRequest wrapped = new HttpServletRequestWrapper(request);
                request.getRequestDispatcher("/target").forward(wrapped, response);
              } else if (request.getDispatcherType() == DispatcherType.FORWARD) {
                request.getRequestDispatcher("/part").include(request, response);
              } else {
                return request.getHeader("X-A") + request.getSession().getAttribute("cart");
              }
              return null;
            });

    assertThat(making.inputs())
        .containsExactly(InputKind.HEADER.input("x-a"), InputKind.SESSION.input("cart"));
    assertThat(making.refusal()).isEmpty();
  }

  @Test
  void query_isStillFiltered_afterADispatch() throws Exception {
    List<@Nullable Object> seen = new ArrayList<>();

    site.make(
        START,
        (request, response) -> {
          if (request.getDispatcherType() == DispatcherType.REQUEST) {
            request.getRequestDispatcher("/target?a=b").include(request, response);
            seen.addAll(view(request));
          }
          return null;
        });

    assertThat(seen).containsExactly("/st%20art", "a=first&z=1", List.of("first"), null, "1", null);
  }

  @Test
  void async_usesRecordingRequestAndCapturingResponse() throws Exception {
    Site.Making making =
        site.make(
            START,
            (request, response) -> {
              AsyncContext async = request.startAsync();
              boolean same =
                  async.getRequest() == request
                      && async.getResponse() instanceof Site.Capturing
                      && async.hasOriginalRequestAndResponse()
                      && request.getAsyncContext() == async;
              async.complete();
              return same;
            });

    assertThat(making.result()).isEqualTo(true);
  }

  @Test
  void async_passesOnWhatTheApplicationGives() throws Exception {
    Site.Making making =
        site.make(
            START,
            (request, response) -> {
              HttpServletRequest wrapped = new HttpServletRequestWrapper(request);
              AsyncContext async = request.startAsync(wrapped, response);
              async.setTimeout(4321);
              List<Object> seen =
                  List.of(
                      async.getRequest() == wrapped,
                      async.hasOriginalRequestAndResponse(),
                      async.getTimeout());
              async.complete();
              return seen;
            });

    assertThat(making.result()).isEqualTo(List.of(true, false, 4321L));
  }

  @Test
  void asyncTask_reportsToThePage() throws Exception {
    Site.Making making =
        site.make(
            START,
            (request, response) -> {
              AsyncContext async = request.startAsync();
              async.start(() -> readAndComplete(request, async));
              return null;
            });

    assertThat(making.inputs()).containsExactly(InputKind.HEADER.input("x-a"));
  }

  @Test
  void threadOfTheApplication_reportsToThePage() throws Exception {
    Site.Making making =
        site.make(
            START,
            (request, response) -> {
              AsyncContext async = request.startAsync();
              new Thread(() -> readAndComplete(request, async)).start();
              return null;
            });

    assertThat(making.inputs()).containsExactly(InputKind.HEADER.input("x-a"));
  }

  @Test
  void asyncDispatch_comesBackRecorded() throws Exception {
    CompletableFuture<List<@Nullable Object>> seen = new CompletableFuture<>();

    Site.Making making =
        site.make(
            START,
            (request, response) -> {
              if (request.getDispatcherType() == DispatcherType.ASYNC) {
                seen.complete(view(request));
                AsyncContext again = request.startAsync();
                again.start(() -> readAndComplete(request, again));
              } else {
                request.startAsync().dispatch();
              }
              return null;
            });

    assertThat(seen.get(10, TimeUnit.SECONDS))
        .containsExactly("/st%20art", "a=first&z=1", List.of("first"), null, "1", null);
    assertThat(making.inputs()).contains(InputKind.HEADER.input("x-a"));
  }

  @Test
  void asyncDispatch_goesToAPath() throws Exception {
    CompletableFuture<List<@Nullable Object>> seen = new CompletableFuture<>();

    site.make(
        START,
        (request, response) -> {
          if (request.getDispatcherType() == DispatcherType.ASYNC) {
            AsyncContext again = request.startAsync();
            seen.complete(view(request));
            again.complete();
          } else {
            request.startAsync().dispatch("/target?c=d");
          }
          return null;
        });

    assertThat(seen.get(10, TimeUnit.SECONDS))
        .containsExactly("/target", "c=d", List.of("first"), "d", "1", null);
  }

  @Test
  void listener_completesTheRecordedContext_onTimeout() throws Exception {
    Site.Making making =
        site.make(
            START,
            (request, response) -> {
              AsyncContext async = request.startAsync();
              async.setTimeout(100);
              async.addListener(new Completing());
              return null;
            });

    assertThat(making.response()).isNotNull();
    assertThat(making.response().statusCode()).isEqualTo(200);
  }

  @Test
  void hook_runsOnce() throws Exception {
    Site.Making making =
        site.make(
            START,
            (request, response) -> {
              AsyncContext async = request.startAsync();
              async.complete();
              try {
                async.complete();
              } catch (IllegalStateException completedAlready) {
                return "refused";
              }
              return "ignored";
            });

    assertThat(making.result()).isIn("refused", "ignored");
    assertThat(making.hooks()).hasValue(1);
  }

  private static void readAndComplete(HttpServletRequest request, AsyncContext async) {
    assertThat(request.getHeader("X-A")).isNull();
    async.complete();
  }

  private static List<@Nullable Object> view(HttpServletRequest request) {
    String[] values = request.getParameterValues("a");
    return Arrays.asList(
        request.getRequestURI(),
        request.getQueryString(),
        values == null ? null : List.of(values),
        request.getParameter("c"),
        request.getParameterMap().containsKey("z") ? request.getParameter("z") : null,
        request.getParameter("utm_x"));
  }

  private static final class Completing implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onTimeout(AsyncEvent event) {
      event.getAsyncContext().complete();
    }

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
