// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.CacheStatistics;
import org.cachelet.cache.Caches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A shop in a real container, and how its visitors ask for pages. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class ShopContract {
  final PassingTime time = new PassingTime();
  final Shop shop = new Shop();
  final Caches caches = Caches.builder().time(time).options(name -> options()).withoutJmx().build();
  final HttpClient client = HttpClient.newHttpClient();
  private WebServer server;

  /** Starts the container that is tested. */
  abstract WebServer start(WebServer.Application application) throws Exception;

  /** Adds the settings that the tests need. */
  abstract void configure(Map<String, String> settings);

  /** Returns the options of the caches. */
  CacheOptions options() {
    return CacheOptions.DEFAULT.withJitter(0).withEarlyRenewal(0);
  }

  /** Adds filters of the application before ours is registered. */
  void addFilters(Set<Class<?>> none, ServletContext context) {}

  @BeforeEach
  final void open() throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("cachelet.cache-status", "on");
    configure(settings);
    server =
        start(
            new WebServer.Application(
                settings, caches, List.of(new WebServer.Mapped("/", shop)), this::addFilters));
  }

  @AfterEach
  final void close() throws Exception {
    server.stop();
    caches.close();
  }

  /** Puts a page of plain text under a path. */
  final void text(String path, String text) {
    shop.page(
        path,
        (request, response) -> {
          response.setContentType("text/plain");
          response.getWriter().print(text);
        });
  }

  final HttpResponse<String> get(String path, String... fields)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path);
    return send(fields.length == 0 ? request : request.headers(fields));
  }

  final HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends a request without a body. */
  final HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
  }

  final HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  /** Sends lines that no client would, and returns all that comes back. */
  final String raw(String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /**
   * Sends lines, an empty one before the body, and returns the first line that comes back: of a
   * server that does not read a body to its end, not more may arrive.
   */
  final String rawStatus(String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(String.join("\r\n", lines).getBytes(UTF_8));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
    }
  }

  final int port() {
    return server.port();
  }

  final CacheStatistics statistics() {
    return caches.entries(PageCache.NAME).statistics();
  }

  static String status(HttpResponse<String> response) {
    return response.headers().firstValue("Cache-Status").orElseThrow();
  }
}
