// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.FragmentText;
import org.cachelet.cache.Hole;
import org.cachelet.cache.OnError;
import org.cachelet.cache.servlet.HoleFillers;
import org.cachelet.cache.servlet.HoleValues;
import org.cachelet.cache.servlet.RequestInputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of cached pages that are made for each visitor. */
abstract class HolesContract extends ShopContract {
  private static final String TEXT = "Words that all visitors see alike. ".repeat(60);

  @Override
  void configure(Map<String, String> settings) {
    settings.put("cachelet.page.default.ttl", "10m");
    settings.put("cachelet.page.site.path", "/page/**");
    settings.put("cachelet.page.site.max-body", "64kb");
    settings.put("cachelet.page.stale.path", "/stale/**");
    settings.put("cachelet.page.stale.ttl", "10s");
    settings.put("cachelet.page.stale.stale-while-revalidate", "1m");
  }

  @Test
  void page_isSharedByVisitors_ofWhomEachSeesTheirOwn() throws Exception {
    page("/page/a", (request, response, out) -> greet(request, response, out));
    for (String name : List.of("ann", "bob", "", "ann")) {
      assertThat(get("/page/a", "X-Visitor", name).body()).isEqualTo("<p>Hello " + name + "!</p>");
    }
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void text_isEscaped_whereAValueStands() throws Exception {
    page("/page/a", (request, response, out) -> greet(request, response, out));
    assertThat(get("/page/a", "X-Visitor", "<b>\"&'").body())
        .startsWith("<p>Hello &lt;b&gt;&quot;&amp;")
        .doesNotContain("<b>");
  }

  @Test
  void answer_belongsToItsVisitor() throws Exception {
    page(
        "/page/a",
        (request, response, out) -> {
          response.setHeader("Cache-Control", "public, max-age=600");
          response.setHeader("CDN-Cache-Control", "max-age=600");
          response.setHeader("ETag", "\"v1\"");
          greet(request, response, out);
        });
    get("/page/a", "X-Visitor", "ann");
    HttpResponse<String> hit =
        get("/page/a", "X-Visitor", "bob", "If-None-Match", "\"v1\"", "Range", "bytes=0-3");
    assertThat(hit.statusCode()).isEqualTo(200);
    assertThat(hit.body()).isEqualTo("<p>Hello bob!</p>");
    assertThat(hit.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
    assertThat(hit.headers().allValues("CDN-Cache-Control")).containsExactly("private, no-store");
    assertThat(hit.headers().map()).doesNotContainKeys("etag", "accept-ranges", "last-modified");
    assertThat(hit.headers().firstValueAsLong("Content-Length")).hasValue(17);
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void missIsAnsweredAsAHitIs() throws Exception {
    page("/page/a", (request, response, out) -> greet(request, response, out));
    HttpResponse<String> miss = get("/page/a", "X-Visitor", "ann");
    assertThat(miss.body()).isEqualTo("<p>Hello ann!</p>");
    assertThat(miss.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
    assertThat(status(miss)).isEqualTo("Cachelet; fwd=uri-miss; stored");
  }

  @Test
  void head_hasNoBody() throws Exception {
    page("/page/a", (request, response, out) -> greet(request, response, out));
    assertThat(send("HEAD", "/page/a").body()).isEmpty();
    assertThat(get("/page/a", "X-Visitor", "ann").body()).isEqualTo("<p>Hello ann!</p>");
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void gzip_isJoined_forEachVisitor() throws Exception {
    page(
        "/page/a",
        (request, response, out) -> {
          out.write(TEXT);
          greet(request, response, out);
          out.write(TEXT);
        });
    for (String name : List.of("ann", "bob")) {
      HttpResponse<byte[]> packed =
          client.send(
              request("/page/a")
                  .header("Accept-Encoding", "gzip")
                  .header("X-Visitor", name)
                  .build(),
              BodyHandlers.ofByteArray());
      assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(packed.headers().allValues("Vary")).contains("Accept-Encoding");
      assertThat(packed.body().length).isLessThan(600);
      assertThat(unpacked(packed.body())).isEqualTo(TEXT + "<p>Hello " + name + "!</p>" + TEXT);
    }
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void page_thatIsNotStored_isFilled() throws Exception {
    page(
        "/page/a",
        (request, response, out) -> {
          response.setHeader("Cache-Control", "no-store");
          greet(request, response, out);
        });
    assertThat(get("/page/a", "X-Visitor", "ann").body()).isEqualTo("<p>Hello ann!</p>");
    page(
        "/page/b",
        (request, response, out) -> {
          greet(request, response, out);
          response.setHeader("Set-Cookie", "a=b");
        });
    assertThat(get("/page/b", "X-Visitor", "ann").body()).isEqualTo("<p>Hello ann!</p>");
    assertThat(get("/page/b", "X-Visitor", "bob").body()).isEqualTo("<p>Hello bob!</p>");
    assertThat(shop.made("/page/b")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"flush, 1", "large, 1", "flush, 500", "large, 700"})
  void page_thatIsSentAsItIsWritten_isFilled(String how, int times) throws Exception {
    page(
        "/page/a",
        (request, response, out) -> {
          for (int i = 0; i < times; i++) {
            out.write("line " + i + ' ');
            greet(request, response, out);
            if (how.equals("flush") && i % 100 == 0) {
              response.flushBuffer();
            }
          }
          if (how.equals("large")) {
            out.write("x".repeat(70_000));
          }
          greet(request, response, out);
        });
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < times; i++) {
      expected.append("line ").append(i).append(" <p>Hello ann!</p>");
    }
    expected.append(how.equals("large") ? "x".repeat(70_000) : "").append("<p>Hello ann!</p>");
    assertThat(get("/page/a", "X-Visitor", "ann").body()).isEqualTo(expected.toString());
    assertThat(get("/page/a", "X-Visitor", "bob").body())
        .isEqualTo(expected.toString().replace("ann", "bob"));
  }

  @Test
  void page_isStored_whenTheTemplateEngineFlushesItAtItsEnd() throws Exception {
    page(
        "/page/a",
        (request, response, out) -> {
          response.setHeader("Cache-Control", "public, max-age=600");
          response.setHeader("CDN-Cache-Control", "max-age=600");
          response.setHeader("ETag", "\"v1\"");
          greet(request, response, out);
          response.getWriter().flush();
        });
    HttpResponse<String> miss = get("/page/a", "X-Visitor", "ann");
    assertThat(miss.body()).isEqualTo("<p>Hello ann!</p>");
    assertThat(miss.headers().allValues("Cache-Control")).containsExactly("private, no-store");
    assertThat(miss.headers().allValues("CDN-Cache-Control")).containsExactly("private, no-store");
    assertThat(status(miss)).isEqualTo("Cachelet; fwd=uri-miss");
    HttpResponse<String> hit = get("/page/a", "X-Visitor", "bob");
    assertThat(hit.body()).isEqualTo("<p>Hello bob!</p>");
    assertThat(hit.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
    assertThat(status(hit)).startsWith("Cachelet; hit");
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void page_isStored_whenAHoleBeginsASessionWhileItIsSent() throws Exception {
    Hole token = Hole.of(Hole.VALUE, "token");
    page(
        "/page/form",
        (request, response, out) -> {
          write(token, request, response, out);
          response.getWriter().flush();
        });
    HttpResponse<String> first = get("/page/form");
    assertThat(first.headers().allValues("Set-Cookie")).hasSize(1);
    HttpResponse<String> second = get("/page/form");
    assertThat(status(second)).startsWith("Cachelet; hit");
    assertThat(second.headers().allValues("Set-Cookie"))
        .hasSize(1)
        .doesNotContainAnyElementsOf(first.headers().allValues("Set-Cookie"));
    assertThat(second.body()).isNotEqualTo(first.body());
    assertThat(shop.made("/page/form")).isEqualTo(1);
  }

  @Test
  void page_isNotStored_whenItSetsACookieBesideAHole() throws Exception {
    Hole token = Hole.of(Hole.VALUE, "token");
    page(
        "/page/form",
        (request, response, out) -> {
          response.addHeader("Set-Cookie", "a=b");
          write(token, request, response, out);
          response.getWriter().flush();
        });
    get("/page/form");
    get("/page/form");
    assertThat(shop.made("/page/form")).isEqualTo(2);
  }

  @Test
  void lengthOfAPageWithMarks_isNotTold_whenItIsFilledOnItsWay() throws Exception {
    page(
        "/page/a",
        (request, response, out) -> {
          StringWriter text = new StringWriter();
          greet(request, response, text);
          response.setContentLength(text.toString().length());
          out.write(text.toString());
          response.flushBuffer();
        });
    for (String name : List.of("ann", "bob")) {
      assertThat(get("/page/a", "X-Visitor", name).body()).isEqualTo("<p>Hello " + name + "!</p>");
    }
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HIDE", "FAIL"})
  void failure_isBounded(OnError onError) throws Exception {
    Hole broken = new Hole(Hole.VALUE, "broken", Map.of(), onError);
    page("/page/a", (request, response, out) -> write(broken, request, response, out));
    get("/page/a");
    HttpResponse<String> hit = get("/page/a");
    assertThat(hit.statusCode()).isEqualTo(onError == OnError.HIDE ? 200 : 500);
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void hole_ofAFragment_isAHoleOfThePage() throws Exception {
    page(
        "/page/a",
        (request, response, out) ->
            caches
                .fragments()
                .write(
                    Fragment.named("greeting"),
                    new RequestInputs(request),
                    out,
                    part -> greet(request, response, part)));
    for (String name : List.of("ann", "bob")) {
      assertThat(get("/page/a", "X-Visitor", name).body()).isEqualTo("<p>Hello " + name + "!</p>");
    }
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void path_isIncluded_inAHole() throws Exception {
    shop.page(
        "/cart", (request, response) -> response.getWriter().print(request.getHeader("X-Visitor")));
    Hole cart = Hole.of(Hole.PATH, "/cart");
    page("/page/a", (request, response, out) -> write(cart, request, response, out));
    for (String name : List.of("ann", "bob")) {
      assertThat(get("/page/a", "X-Visitor", name).body()).isEqualTo(name);
    }
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void token_ofEachSession_standsInOnePage() throws Exception {
    Hole token = Hole.of(Hole.VALUE, "token");
    page(
        "/page/form",
        (request, response, out) -> {
          out.write("<input value=\"");
          write(token, request, response, out);
          out.write("\">");
        });
    HttpResponse<String> first = get("/page/form");
    HttpResponse<String> second = get("/page/form");
    assertThat(first.body()).isNotEqualTo(second.body());
    String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    assertThat(get("/page/form", "Cookie", cookie).body()).isEqualTo(first.body());
    assertThat(shop.made("/page/form")).isEqualTo(1);
  }

  @Test
  void page_isMadeAnew_whereNobodyFillsItsHoles() throws Exception {
    Hole unknown = new Hole("later", "x", Map.of(), OnError.HIDE);
    page("/page/a", (request, response, out) -> write(unknown, request, response, out));
    get("/page/a");
    assertThat(get("/page/a").statusCode()).isEqualTo(200);
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void stalePage_isFilled_andRenewed() throws Exception {
    page("/stale/a", (request, response, out) -> greet(request, response, out));
    get("/stale/a", "X-Visitor", "ann");
    time.pass(Duration.ofSeconds(11));
    assertThat(get("/stale/a", "X-Visitor", "bob").body()).isEqualTo("<p>Hello bob!</p>");
    await().until(() -> shop.made("/stale/a") == 2);
    await()
        .untilAsserted(
            () -> {
              HttpResponse<String> fresh = get("/stale/a", "X-Visitor", "eve");
              assertThat(fresh.body()).isEqualTo("<p>Hello eve!</p>");
              assertThat(status(fresh)).isEqualTo("Cachelet; hit; ttl=10");
            });
  }

  private void page(String path, Maker maker) {
    shop.page(
        path,
        (request, response) -> {
          response.setContentType("text/html;charset=UTF-8");
          HoleValues.of(request.getServletContext())
              .put(
                  "visitor",
                  visitor -> Objects.requireNonNullElse(visitor.getHeader("X-Visitor"), ""))
              .put("token", visitor -> visitor.getSession().getId())
              .put(
                  "broken",
                  visitor -> {
                    throw new IllegalStateException("no database");
                  });
          maker.make(request, response, response.getWriter());
        });
  }

  private static void greet(HttpServletRequest request, HttpServletResponse response, Writer out)
      throws IOException {
    out.write("<p>Hello ");
    write(Hole.of(Hole.VALUE, "visitor"), request, response, out);
    out.write("!</p>");
  }

  private static void write(
      Hole hole, HttpServletRequest request, HttpServletResponse response, Writer out)
      throws IOException {
    FragmentText.ofHole(hole)
        .writeTo(out, HoleFillers.of(request.getServletContext()).forRequest(request, response));
  }

  private static String unpacked(byte[] gzip) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private interface Maker {
    void make(HttpServletRequest request, HttpServletResponse response, Writer out)
        throws IOException;
  }
}
