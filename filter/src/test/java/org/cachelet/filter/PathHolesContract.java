// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.FragmentText;
import org.cachelet.cache.Hole;
import org.cachelet.cache.OnError;
import org.cachelet.cache.servlet.HoleFillers;
import org.cachelet.cache.servlet.RequestInputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holes that a path of the application fills, and what else it does. */
abstract class PathHolesContract extends ShopContract {
  private static final String TEXT = "Words that all visitors see alike. ".repeat(60);

  @Override
  void configure(Map<String, String> settings) {
    settings.put("cachelet.page.default.ttl", "10m");
    settings.put("cachelet.page.site.path", "/page/**");
  }

  static Stream<Shop.Page> failures() {
    return Stream.of(
        (request, response) -> {
          response.getWriter().print("half");
          response.sendError(503);
        },
        (request, response) -> {
          response.getWriter().print("half");
          throw new IOException("no database");
        },
        (request, response) -> {
          throw new IllegalStateException("no database");
        },
        (request, response) -> response.sendRedirect("/login"),
        (request, response) -> {
          response.setStatus(500);
          response.getWriter().print("half");
        });
  }

  @ParameterizedTest
  @MethodSource("failures")
  void page_isWhole_whenAPathFails(Shop.Page failing) throws Exception {
    shop.page("/part", failing);
    page(OnError.HIDE);
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = get("/page/a");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).startsWith("[" + TEXT).endsWith(TEXT + "]");
      assertThat(answer.headers().firstValue("Location")).isEmpty();
    }
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void page_isNoRedirectAndNotCut_whenAPathFails_andTheHoleMustBeFilled(Shop.Page failing)
      throws Exception {
    shop.page("/part", failing);
    page(OnError.FAIL);
    get("/page/a");
    HttpResponse<String> answer = get("/page/a");
    assertThat(answer.statusCode()).isIn(200, 500);
    if (answer.statusCode() == 200) {
      assertThat(answer.body()).startsWith("[" + TEXT).endsWith(TEXT + "]");
    }
  }

  @Test
  void page_isWhole_whenAPathFlushes() throws Exception {
    shop.page(
        "/part",
        (request, response) -> {
          response.getWriter().print("pa");
          response.flushBuffer();
          response.getWriter().print("rt");
          response.getWriter().close();
        });
    page(OnError.FAIL);
    get("/page/a");
    assertThat(get("/page/a").body()).isEqualTo("[" + TEXT + "part" + TEXT + "]");
  }

  @Test
  void hole_isCachedByItsOwnRules_inAFragmentInAPage() throws Exception {
    AtomicInteger made = new AtomicInteger();
    Fragment mini = Fragment.named("mini").varyBy(RequestInputs.parse("header:x-visitor"));
    shop.page(
        "/part",
        (request, response) ->
            caches
                .fragments()
                .write(
                    mini,
                    new RequestInputs(request),
                    response.getWriter(),
                    out -> out.write(request.getHeader("X-Visitor") + made.incrementAndGet())));
    page(OnError.FAIL);
    for (int round = 0; round < 2; round++) {
      assertThat(get("/page/a", "X-Visitor", "ann").body()).contains("ann1");
      assertThat(get("/page/a", "X-Visitor", "bob").body()).contains("bob2");
      assertThat(packed("ann")).isEqualTo("[" + TEXT + "ann1" + TEXT + "]");
      assertThat(packed("bob")).isEqualTo("[" + TEXT + "bob2" + TEXT + "]");
    }
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  private void page(OnError onError) {
    Hole hole = new Hole(Hole.PATH, "/part", Map.of(), onError);
    Fragment around = Fragment.named("around").tags(List.of("around"));
    shop.page(
        "/page/a",
        (request, response) -> {
          response.setContentType("text/html;charset=UTF-8");
          Writer out = response.getWriter();
          out.write("[");
          caches
              .fragments()
              .write(
                  around,
                  new RequestInputs(request),
                  out,
                  part -> {
                    part.write(TEXT);
                    FragmentText.ofHole(hole)
                        .writeTo(
                            part,
                            HoleFillers.of(request.getServletContext())
                                .forRequest(request, response));
                    part.write(TEXT);
                  });
          out.write("]");
        });
  }

  private String packed(String visitor) throws Exception {
    HttpResponse<byte[]> answer =
        client.send(
            request("/page/a")
                .header("Accept-Encoding", "gzip")
                .header("X-Visitor", visitor)
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
