// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * A shop in a real container that is opened with the settings of a test: pages under /page are
 * fresh for 10 seconds, those under /stale may then be served for a minute while they are replaced
 * and for an hour in place of errors.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class ServedShop {
  final PassingTime time = new PassingTime();
  final Shop shop = new Shop();
  final Caches caches =
      Caches.builder()
          .time(time)
          .options(name -> CacheOptions.DEFAULT.withJitter(0).withEarlyRenewal(0))
          .build();
  final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private @Nullable WebServer server;

  /** Starts the container that is tested. */
  abstract WebServer start(WebServer.Application application) throws Exception;

  /** Opens the shop with further settings, names and values in turn. */
  final void open(String... settings) throws Exception {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("cachelet.cache-status", "on");
    parameters.put("cachelet.page.site.path", "/page/**");
    parameters.put("cachelet.page.site.ttl", "10s");
    parameters.put("cachelet.page.site.max-body", "100kb");
    parameters.put("cachelet.page.stale.path", "/stale/**");
    parameters.put("cachelet.page.stale.ttl", "10s");
    parameters.put("cachelet.page.stale.stale-while-revalidate", "1m");
    parameters.put("cachelet.page.stale.stale-if-error", "1h");
    for (int i = 0; i < settings.length; i += 2) {
      parameters.put(settings[i], settings[i + 1]);
    }
    List<WebServer.Mapped> servlets = List.of(new WebServer.Mapped("/", shop));
    server = start(new WebServer.Application(parameters, caches, servlets));
  }

  @AfterEach
  final void close() throws Exception {
    if (server != null) {
      server.stop();
    }
  }

  /** Puts a page under a path, with fields whose names and values come in turn. */
  final void page(String path, String text, String... fields) {
    shop.page(
        path,
        (request, response) -> {
          response.setContentType("text/plain;charset=ISO-8859-1");
          for (int i = 0; i < fields.length; i += 2) {
            response.setHeader(fields[i], fields[i + 1]);
          }
          response.getWriter().print(text);
        });
  }

  final HttpResponse<String> get(String path, String... fields) throws Exception {
    return send("GET", path, fields);
  }

  final HttpResponse<String> send(String method, String path, String... fields) throws Exception {
    return client.send(request(method, path, fields), BodyHandlers.ofString(ISO_8859_1));
  }

  final HttpRequest request(String method, String path, String... fields) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    return (fields.length == 0 ? request : request.headers(fields)).build();
  }

  private int port() {
    return Objects.requireNonNull(server, "open() was not called").port();
  }

  /** Sends lines that no client would, and returns all that comes back. */
  final String raw(String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** Returns a field of a response, empty if it has none. */
  static String field(HttpResponse<?> response, String name) {
    return String.join(" / ", response.headers().allValues(name));
  }

  /** Returns what Cache-Status says. */
  static String status(HttpResponse<?> response) {
    return field(response, "Cache-Status");
  }
}
