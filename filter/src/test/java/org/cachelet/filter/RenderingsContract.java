// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many pages are made at the same time, over HTTP. */
abstract class RenderingsContract extends ShopContract {
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);

  @Override
  void configure(Map<String, String> settings) {
    settings.put("cachelet.page.default.ttl", "10s");
    settings.put("cachelet.page.default.max-renderings", "1");
    settings.put("cachelet.page.default.rendering-wait", "0s");
    settings.put("cachelet.page.default.stale-while-revalidate", "1m");
    settings.put("cachelet.page.default.stale-if-error", "1h");
    settings.put("cachelet.page.brief.path", "/brief/**");
    settings.put("cachelet.page.patient.path", "/patient/**");
    settings.put("cachelet.page.patient.rendering-wait", "1m");
    settings.put("cachelet.page.patient.max-renderings", "2");
    settings.put("cachelet.page.single.path", "/single/**");
    settings.put("cachelet.page.single.rendering-wait", "1m");
  }

  @Test
  void noMorePagesAreMadeAtATime_andOthersWaitForTheirTurn() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String path = "/patient/" + i;
      shop.page(
          path,
          (request, response) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            release.await();
            now.decrementAndGet();
            response.getWriter().print(path);
          });
      answers.add(ask(path));
    }
    await().until(() -> statistics().misses() == 20);
    assertThat(now.get()).isLessThanOrEqualTo(2);
    release.countDown();
    for (int i = 0; i < 20; i++) {
      assertThat(answers.get(i).get().body()).isEqualTo("/patient/" + i);
    }
    assertThat(most).hasValue(2);
    assertThat(statistics().rejections()).isZero();
  }

  @Test
  void whoWaitedForATurn_looksUpAgain() throws Exception {
    shop.page("/single/a", (request, response) -> response.setHeader("Cache-Control", "private"));
    get("/single/a"); // so that nobody waits for another one's making
    CompletableFuture<HttpResponse<String>> first = occupy("/single/slow");
    text("/single/a", "text");
    CompletableFuture<HttpResponse<String>> second = ask("/single/a");
    CompletableFuture<HttpResponse<String>> third = ask("/single/a");
    await().until(() -> statistics().misses() == 4);
    release.countDown();
    assertThat(first.get().body()).isEqualTo("slow");
    assertThat(second.get().body()).isEqualTo("text");
    assertThat(third.get().body()).isEqualTo("text");
    assertThat(shop.made("/single/a")).isEqualTo(2);
  }

  @Test
  void visitor_isTurnedAway_whenNoPlaceIsFreeInTime() throws Exception {
    CompletableFuture<HttpResponse<String>> first = occupy();
    text("/brief/b", "text");
    HttpResponse<String> second = get("/brief/b");
    assertThat(second.statusCode()).as("RFC 9110 section 15.6.4").isEqualTo(503);
    assertThat(second.headers().firstValue("Retry-After")).contains("1");
    assertThat(second.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(status(second)).startsWith("Cachelet; detail=");
    HttpResponse<String> head = send("HEAD", "/brief/b");
    assertThat(head.statusCode()).isEqualTo(503);
    assertThat(head.body()).isEmpty();
    assertThat(shop.made("/brief/b")).isZero();
    assertThat(statistics().rejections()).isEqualTo(2);
    release.countDown();
    assertThat(first.get().body()).isEqualTo("slow");
    assertThat(get("/brief/b").body()).isEqualTo("text");
  }

  @Test
  void visitor_getsTheStalePageAtOnce_whenNoPlaceIsFree() throws Exception {
    text("/brief/b", "old");
    get("/brief/b");
    time.pass(Duration.ofMinutes(30));
    CompletableFuture<HttpResponse<String>> first = occupy();
    HttpResponse<String> stale = get("/brief/b");
    assertThat(stale.statusCode()).isEqualTo(200);
    assertThat(stale.body()).isEqualTo("old");
    assertThat(status(stale)).startsWith("Cachelet; fwd=stale; detail=");
    assertThat(statistics().rescues()).isEqualTo(1);
    time.pass(Duration.ofHours(1));
    assertThat(get("/brief/b").statusCode()).isEqualTo(503);
    release.countDown();
    assertThat(first.get().body()).isEqualTo("slow");
  }

  @Test
  void renewal_isLeftForLater_whenNoPlaceIsFree() throws Exception {
    text("/brief/b", "old");
    get("/brief/b");
    time.pass(Duration.ofSeconds(11));
    CompletableFuture<HttpResponse<String>> first = occupy();
    text("/brief/b", "new");
    HttpResponse<String> stale = get("/brief/b");
    assertThat(stale.body()).isEqualTo("old");
    assertThat(stale.headers().firstValue("Connection")).isEmpty();
    assertThat(get("/brief/b").body()).isEqualTo("old");
    assertThat(shop.made("/brief/b")).isEqualTo(1);
    release.countDown();
    first.get();
    await().until(() -> get("/brief/b").body().equals("new"));
    assertThat(shop.made("/brief/b")).isEqualTo(2);
  }

  @Test
  void hits_needNoPlace() throws Exception {
    text("/brief/b", "text");
    get("/brief/b");
    CompletableFuture<HttpResponse<String>> first = occupy();
    assertThat(get("/brief/b").body()).isEqualTo("text");
    assertThat(shop.made("/brief/b")).isEqualTo(1);
    release.countDown();
    assertThat(first.get().body()).isEqualTo("slow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"exception", "error", "refusal", "async", "async-timeout", "large", "redirect"})
  void place_isFreeAgain_howeverAMakingEnds(String how) throws Exception {
    shop.page(
        "/brief/a",
        (request, response) -> {
          switch (how) {
            case "exception" -> throw new ServletException("the database is down");
            case "error" -> response.sendError(500);
            case "refusal" -> response.setHeader("Cache-Control", "private");
            case "async" -> request.startAsync().complete();
            case "async-timeout" -> request.startAsync().setTimeout(1_000);
            case "large" -> response.getWriter().print("x".repeat(2 << 20));
            default -> response.sendRedirect("/");
          }
        });
    text("/brief/b", "text");
    get("/brief/a");
    await().until(() -> get("/brief/b").statusCode() == 200);
    text("/brief/c", "text");
    assertThat(get("/brief/c").statusCode()).isEqualTo(200);
    assertThat(shop.made("/brief/a")).isEqualTo(1);
  }

  @Test
  void place_isFreeAgain_whenTheClientGoesAway() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    shop.page(
        "/brief/a",
        (request, response) -> {
          begun.countDown();
          gone.await();
          for (int i = 0; i < 1_000; i++) {
            response.getWriter().print("x".repeat(100_000));
          }
        });
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoLinger(true, 0);
      socket
          .getOutputStream()
          .write("GET /brief/a HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      begun.await();
    }
    gone.countDown();
    text("/brief/b", "text");
    await().until(() -> get("/brief/b").statusCode() == 200);
  }

  /** Takes the only place with a page that is made until {@code release}. */
  private CompletableFuture<HttpResponse<String>> occupy() throws InterruptedException {
    return occupy("/brief/slow");
  }

  private CompletableFuture<HttpResponse<String>> occupy(String path) throws InterruptedException {
    shop.page(
        path,
        (request, response) -> {
          begun.countDown();
          release.await();
          response.getWriter().print("slow");
        });
    CompletableFuture<HttpResponse<String>> answer = ask(path);
    begun.await();
    return answer;
  }

  private CompletableFuture<HttpResponse<String>> ask(String path) {
    return client.sendAsync(request(path).build(), BodyHandlers.ofString());
  }
}
