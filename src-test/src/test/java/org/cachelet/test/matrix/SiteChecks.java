// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.awaitility.core.ThrowingRunnable;

/** What is checked of the pages of the application that is deployed into each container. */
final class SiteChecks {
  private static final Pattern MADE = Pattern.compile("made (\\d+)");
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]*)\"");

  private SiteChecks() {}

  private static String status(HttpResponse<?> response) {
    return String.join(", ", response.headers().allValues("Cache-Status"));
  }

  /** Returns whether a first visit is a miss and the second a hit. */
  static boolean isStored(Server server, String path) throws Exception {
    String first =
        status(server.get(path)); // Open Liberty sends it before it is known to be stored
    assertThat(first).startsWith("Cachelet; fwd=uri-miss");
    return status(server.get(path)).startsWith("Cachelet; hit");
  }

  /** Tries again where a busy machine has just lost Redis: nothing is kept for long then. */
  static void soon(ThrowingRunnable check) {
    await().atMost(Server.PATIENCE).ignoreExceptions().untilAsserted(check);
  }

  /** Fails if the second visit does not get what the first one did, from the cache. */
  static void assertStored(Server server, String path) throws Exception {
    String body = server.get(path).body();
    HttpResponse<String> hit = server.get(path);
    assertThat(made(body)).isPositive();
    assertThat(hit.body()).isEqualTo(body);
    assertThat(hit.headers().firstValue("Age")).isPresent();
    assertThat(status(hit)).startsWith("Cachelet; hit; ttl=");
  }

  /** Fails if a client that has a page is not told so. */
  static void assertKnown(Server server, String path) throws Exception {
    server.get(path);
    String tag = server.get(path).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> answer = server.get(path, "If-None-Match", tag);
    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("ETag")).hasValue(tag);
  }

  /** Fails if a client that accepts gzip does not get it. */
  static void assertZipped(Server server, String path) throws Exception {
    String plain = server.get(path).body();
    HttpResponse<byte[]> zipped = server.bytes(path, "Accept-Encoding", "gzip");
    assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(zipped.headers().allValues("Vary").toString()).contains("Accept-Encoding");
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      assertThat(text.readAllBytes()).asString().isEqualTo(plain);
    }
  }

  /** Fails if a part of a page that is not stored itself is made twice. */
  static void assertSameTwice(Server server, String path) throws Exception {
    HttpResponse<String> first = server.get(path);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(made(first.body())).isPositive();
    HttpResponse<String> second = server.get(path);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(status(second)).as("the page itself is not stored").doesNotContain("hit");
  }

  /** Fails if two members do not see their own names in a page that is made once. */
  static void assertOwnNames(Server server, String path) throws Exception {
    HttpResponse<String> ada = server.get(path, "Cookie", logIn(server, "ada"));
    HttpResponse<String> bob = server.get(path, "Cookie", logIn(server, "bob"));
    assertThat(ada.body()).containsPattern("for (<b>)?ada");
    assertThat(bob.body()).containsPattern("for (<b>)?bob");
    assertThat(made(bob.body()))
        .as("made once for both: %s, then %s", status(ada), status(bob))
        .isEqualTo(made(ada.body()));
  }

  /** Fails if a visitor is not shown this name. */
  static void assertShown(Server server, String cookie, String name) {
    HttpResponse<String> page =
        await("Redis is reached within a second, or later where the machine is busy")
            .atMost(Server.PATIENCE)
            .until(
                () -> server.get("/template/page", "Cookie", cookie),
                answer -> answer.headers().firstValue("Retry-After").isEmpty());
    assertThat(page.statusCode()).as("%s, %s", page.headers().map(), server.log()).isEqualTo(200);
    assertThat(page.body()).contains("for <b>" + name);
  }

  /** Returns the cookie of a new member. */
  static String logIn(Server server, String name) throws Exception {
    HttpResponse<String> answer = server.post("/member/login", "name=" + name);
    assertThat(answer.body()).isEqualTo("welcome");
    List<String> cookies = answer.headers().allValues("Set-Cookie");
    assertThat(cookies).hasSize(1);
    return cookies.get(0).replaceFirst(";.*", "");
  }

  /** Returns how often the page has been made. */
  static int made(String body) {
    Matcher found = MADE.matcher(body);
    assertThat(found.find()).as(body).isTrue();
    return Integer.parseInt(found.group(1));
  }

  /** Returns the token of a form. */
  static String token(String body) {
    Matcher found = TOKEN.matcher(body);
    assertThat(found.find()).as(body).isTrue();
    return found.group(1);
  }
}
