// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A browser with cookies of its own, which it sends to each server. Thread-safe. */
public final class Visitor {
  /** The name of session cookies, unless an application chooses another. */
  public static final String COOKIE = "JSESSIONID";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  private final Map<String, String> cookies = new ConcurrentHashMap<>();

  /** Makes one without cookies. */
  public Visitor() {}

  /** Returns one who has got hold of a session's id. */
  public static Visitor with(String sessionId) {
    Visitor visitor = new Visitor();
    visitor.cookies.put(COOKIE, sessionId);
    return visitor;
  }

  /** Has a server do steps, in the application at its root. */
  public Reply ask(Container.Node node, String... steps) {
    return get(node, "/do/it" + query(steps));
  }

  /** Gets what is at a path with a query. */
  public Reply get(Container.Node node, String target) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + target))
            .timeout(LIMIT);
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookieLine());
    }
    try {
      Reply reply = Reply.of(CLIENT.send(request.build(), BodyHandlers.ofString()));
      reply.setCookies().forEach(this::keep);
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Returns steps as the query of a request. */
  public static String query(String... steps) {
    StringBuilder query = new StringBuilder();
    for (String step : steps) {
      query.append(query.isEmpty() ? "?s=" : "&s=").append(URLEncoder.encode(step, UTF_8));
    }
    return query.toString();
  }

  /** Returns the id of the session, as the cookie has it; null if there is none. */
  public @Nullable String sessionId() {
    return cookies.get(COOKIE);
  }

  private String cookieLine() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + '=' + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private void keep(String setCookie) {
    String pair = setCookie.split(";", 2)[0];
    int equals = pair.indexOf('=');
    cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
  }
}
