// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Input;
import org.cachelet.cache.LogPosition;
import org.jspecify.annotations.Nullable;

/** A container whose application is recorded. Used by one thread. */
final class Site {
  /** When pages are made for later clients. */
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final Ignored IGNORED =
      new Ignored(
          parameter -> parameter.startsWith("utm_"),
          cookie -> cookie.startsWith("_ga"),
          attribute -> attribute.startsWith("framework."));

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Container.Running container;
  private volatile Visit visit = Visit.to("/");
  private volatile Application application = (request, response) -> null;
  private volatile Handler handler = (request, response, chain) -> {};
  private volatile CompletableFuture<@Nullable Object> result = new CompletableFuture<>();

  Site(Container container) throws Exception {
    this.container = container.start(new TestFilter(), new TestServlet());
  }

  /** Stops the container. */
  void stop() throws Exception {
    container.stop().stop();
  }

  /** Returns what is recorded when an application is run for a client. */
  Making make(Visit by, Application run) throws Exception {
    return make(by, run, RecordingRequest::attached);
  }

  /** Returns what is recorded when an application is run for later clients. */
  Making makeDetached(Visit by, Application run) throws Exception {
    return make(
        by,
        run,
        (ledger, response, hook) -> RecordingRequest.detached(ledger, response, hook, () -> NOW));
  }

  private Making make(Visit by, Application run, Recorder recorder) throws Exception {
    CompletableFuture<Making> made = new CompletableFuture<>();
    application = run;
    result = new CompletableFuture<>();
    HttpResponse<String> response =
        send(by, (request, to, chain) -> record(recorder, request, to, chain, made));
    Object returned = result.get(10, TimeUnit.SECONDS);
    return made.get(10, TimeUnit.SECONDS).with(returned, response);
  }

  /** Returns the values that a request has for inputs, as a lookup finds them. */
  Map<Input, Value> lookup(Visit by, Set<Input> inputs) throws Exception {
    CompletableFuture<Map<Input, Value>> found = new CompletableFuture<>();
    send(by, (request, response, chain) -> found.complete(values(inputs(request), inputs)));
    return found.get(10, TimeUnit.SECONDS);
  }

  /** Returns the response when an application is run without a cache. */
  HttpResponse<String> plain(Visit by, Application run) throws Exception {
    application = run;
    return send(by, (request, response, chain) -> chain.doFilter(request, response));
  }

  private HttpResponse<String> send(Visit by, Handler with) throws Exception {
    visit = by;
    handler = with;
    return client.send(by.on(container.port()), HttpResponse.BodyHandlers.ofString());
  }

  private void record(
      Recorder recorder,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      CompletableFuture<Making> made)
      throws IOException, ServletException {
    Dependencies page = Dependencies.begin("page", LogPosition.START);
    RecordingRequest[] recording = new RecordingRequest[1];
    AtomicInteger hooks = new AtomicInteger();
    Runnable finish = () -> made.complete(Making.of(page, recording[0], hooks));
    Runnable hook =
        () -> {
          hooks.incrementAndGet();
          finish.run();
        };
    HttpServletResponse capturing = new Capturing(response);
    recording[0] = recorder.request(new Ledger(page, inputs(request)), capturing, hook);
    Dependencies.Scope scope = page.enter();
    try {
      chain.doFilter(recording[0], capturing);
    } finally {
      scope.close();
    }
    if (!request.isAsyncStarted()) {
      finish.run();
    }
  }

  private Inputs inputs(HttpServletRequest request) {
    View view = new View(canonical(request.getQueryString()), IGNORED, visit.shown());
    return new Inputs(request, view, visit.varyBy(), LedgerMode.ON);
  }

  private static @Nullable String canonical(@Nullable String query) {
    if (query == null) {
      return null;
    }
    String kept =
        Arrays.stream(query.split("&"))
            .filter(pair -> !pair.startsWith("utm_"))
            .sorted()
            .collect(Collectors.joining("&"));
    return kept.isEmpty() ? null : kept;
  }

  private static Map<Input, Value> values(Inputs inputs, Set<Input> wanted) {
    Map<Input, Value> values = new LinkedHashMap<>();
    wanted.forEach(input -> values.put(input, inputs.valueOf(input)));
    return values;
  }

  /** What an application does; the test gets what it returns. */
  interface Application {
    @Nullable Object run(HttpServletRequest request, HttpServletResponse response) throws Exception;
  }

  private interface Handler {
    void handle(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException;
  }

  private interface Recorder {
    RecordingRequest request(Ledger ledger, HttpServletResponse response, Runnable hook);
  }

  /** What was recorded, what the application returned and what the client got. */
  record Making(
      Set<Input> inputs,
      Optional<String> refusal,
      Map<Input, Value> values,
      boolean sessionCreated,
      AtomicInteger hooks,
      @Nullable Object result,
      @Nullable HttpResponse<String> response) {

    static Making of(Dependencies page, RecordingRequest recording, AtomicInteger hooks) {
      Map<Input, Value> values = new LinkedHashMap<>();
      page.inputs().forEach(input -> values.put(input, recording.valueOf(input)));
      boolean created = recording.sessionWasCreated();
      return new Making(page.inputs(), page.refusal(), values, created, hooks, null, null);
    }

    Making with(@Nullable Object returned, HttpResponse<String> got) {
      return new Making(inputs, refusal, values, sessionCreated, hooks, returned, got);
    }

    /** Returns the Set-Cookie fields that the client got. */
    List<String> cookiesSet() {
      return response == null ? List.of() : response.headers().allValues("Set-Cookie");
    }
  }

  /** Stands for the response that captures the page. */
  static final class Capturing extends HttpServletResponseWrapper {
    Capturing(HttpServletResponse response) {
      super(response);
    }
  }

  private final class TestFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      handler.handle(visit.before().apply(request), response, chain);
    }
  }

  /** Runs the application on every path but those of dispatches, which have targets. */
  private final class TestServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      try {
        result.complete(application.run(request, response));
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    }
  }
}
