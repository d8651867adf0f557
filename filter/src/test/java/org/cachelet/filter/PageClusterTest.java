// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Delivery;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.SharingHealth;
import org.cachelet.cache.StoreKind;
import org.cachelet.cache.redisson.RedisBackend;
import org.cachelet.redis.RedisOptions;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes of one application that share their pages over Redis. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class PageClusterTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger price = new AtomicInteger(1);
  private RedisServer redis;
  private Node first;
  private Node second;

  @BeforeEach
  void open() throws Exception {
    redis = RedisServer.start();
    first = new Node(redis.url());
    second = new Node(redis.url());
    await().atMost(LONG).until(() -> first.isReady() && second.isReady());
  }

  @AfterEach
  void close() throws Exception {
    first.close();
    second.close();
    redis.close();
  }

  @Test
  void page_isAHitOnTheOtherNode_withAllItsFields() throws Exception {
    HttpResponse<String> made = get(first);
    awaitStored();
    HttpResponse<String> hit = get(second);
    assertThat(hit.body()).isEqualTo(made.body()).isEqualTo("price 1");
    assertThat(second.made()).isZero();
    assertThat(hit.headers().map())
        .containsEntry("etag", made.headers().allValues("etag"))
        .containsEntry("date", made.headers().allValues("date"))
        .containsEntry("content-type", made.headers().allValues("content-type"))
        .containsKey("age");
  }

  @Test
  void variants_areFoundOnTheOtherNode() throws Exception {
    assertThat(get(first, "/language", "Accept-Language", "de").body()).isEqualTo("de");
    assertThat(get(first, "/language", "Accept-Language", "fr").body()).isEqualTo("fr");
    await()
        .atMost(LONG)
        .until(
            () ->
                get(second, "/language", "Accept-Language", "de").headers().map().get("age")
                    != null);
    assertThat(get(second, "/language", "Accept-Language", "fr").body()).isEqualTo("fr");
    assertThat(get(second, "/language", "Accept-Language", "it").body()).isEqualTo("it");
  }

  @Test
  void change_isSeenOnTheOtherNode() throws Exception {
    get(first);
    awaitStored();
    get(second);
    price.set(2);
    assertThat(first.caches.invalidateTags("price")).isEqualTo(Delivery.DELIVERED);
    assertThat(get(first).body()).isEqualTo("price 2");
    await().atMost(LONG).until(() -> get(second).body().equals("price 2"));
  }

  @Test
  void unsafeMethod_isSeenOnTheOtherNode() throws Exception {
    get(first);
    awaitStored();
    get(second);
    price.set(2);
    first.shop.page("/form", (request, response) -> response.sendRedirect("/price"));
    HttpResponse<String> post =
        client.send(
            request(first, "/form").POST(HttpRequest.BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    assertThat(post.statusCode()).isEqualTo(302);
    assertThat(get(first).body()).isEqualTo("price 2");
    await().atMost(LONG).until(() -> get(second).body().equals("price 2"));
  }

  @Test
  void coldPage_isMadeOnce_byAllNodes() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    for (Node node : List.of(first, second)) {
      node.shop.page(
          "/slow",
          (request, response) -> {
            response.setContentType("text/plain");
            response.getWriter().print("slow " + release.await(1, TimeUnit.MINUTES));
          });
    }
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(ask(first));
      answers.add(ask(second));
    }
    await().atMost(LONG).until(() -> first.misses() > 20 && second.misses() > 20);
    release.countDown();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get(1, TimeUnit.MINUTES).body()).isEqualTo("slow true");
    }
    assertThat(first.shop.made("/slow") + second.shop.made("/slow")).isEqualTo(1);
  }

  @Test
  void pages_areServed_whenRedisIsKilled_andSharedAgain_whenItIsBack() throws Exception {
    get(first);
    redis.kill();
    for (int i = 0; i < 200; i++) {
      assertThat(get(first).statusCode()).isEqualTo(200);
      assertThat(get(second).statusCode()).isEqualTo(200);
    }
    price.set(2);
    assertThat(first.caches.invalidateTags("price")).isEqualTo(Delivery.PENDING);
    assertThat(get(first).body()).isEqualTo("price 2");
    redis.restart();
    await().atMost(LONG).until(() -> first.isReady() && second.isReady());
    await().atMost(LONG).until(() -> get(second).body().equals("price 2"));
    price.set(3);
    await().atMost(LONG).until(() -> first.caches.invalidateTags("price") == Delivery.DELIVERED);
    await().atMost(LONG).until(() -> get(second).body().equals("price 3"));
    int made = second.made();
    get(second);
    get(second);
    assertThat(second.made()).isEqualTo(made);
  }

  private void awaitStored() {
    await()
        .atMost(LONG)
        .until(() -> String.valueOf(redis.command("KEYS", "*:pages:*")).contains("pages"));
  }

  private HttpResponse<String> get(Node node) throws Exception {
    return get(node, "/price", "Accept", "text/plain");
  }

  private HttpResponse<String> get(Node node, String path, String header, String value)
      throws Exception {
    return client.send(request(node, path).header(header, value).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(Node node, String path) {
    return HttpRequest.newBuilder(node.uri(path)).header("Host", "shop.example.com");
  }

  private CompletableFuture<HttpResponse<String>> ask(Node node) {
    return client.sendAsync(request(node, "/slow").build(), BodyHandlers.ofString());
  }

  /** One node. */
  private final class Node {
    final Shop shop = new Shop();
    final Caches caches;
    private final WebServer server;

    Node(String url) throws Exception {
      caches =
          Caches.builder()
              .backend(RedisBackend.at(patient(url)))
              .options(
                  name ->
                      CacheOptions.DEFAULT
                          .withStore(StoreKind.TIERED)
                          .withEarlyRenewal(0)
                          .withFlightWait(Duration.ofMinutes(1)))
              .withoutJmx()
              .build();
      shop.page(
          "/price",
          (request, response) -> {
            Dependencies.current().tag("price");
            response.setContentType("text/plain");
            response.getWriter().print("price " + price.get());
          });
      shop.page(
          "/language",
          (request, response) -> {
            response.setContentType("text/plain");
            response.getWriter().print(request.getHeader("Accept-Language"));
          });
      server =
          WebServer.jetty(
              new WebServer.Application(
                  Map.of("cachelet.page.all.path", "/**", "cachelet.page.all.ttl", "1h"),
                  caches,
                  List.of(new WebServer.Mapped("/", shop))));
    }

    /** Returns options with which a busy machine is not taken for a slow Redis. */
    private static RedisOptions patient(String url) {
      return RedisOptions.builder().url(url).readTimeout(LONG).writeTimeout(LONG).build();
    }

    URI uri(String path) {
      return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    boolean isReady() {
      return caches.health().filter(SharingHealth::isCurrent).isPresent();
    }

    int made() {
      return shop.made("/price");
    }

    long misses() {
      return caches.cache("pages").statistics().misses();
    }

    void close() throws Exception {
      server.stop();
      caches.close();
    }
  }
}
