// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.Input;
import org.cachelet.cache.servlet.RequestInputs;
import org.junit.jupiter.api.Test;

/** What fragments and the pages around them have to do with each other. */
abstract class FragmentsContract extends ShopContract {
  private static final Input CART = new Input("session", "cart");

  private final AtomicInteger fragments = new AtomicInteger();

  @Override
  void configure(Map<String, String> settings) {
    settings.put("cachelet.page.default.ttl", "10m");
    settings.put("cachelet.page.plain.path", "/plain/**");
    settings.put("cachelet.page.varied.path", "/varied/**");
    settings.put("cachelet.page.varied.vary-by", "session:cart");
  }

  @Test
  void fragment_isShared_whenItVariesByWhatThePageAroundDoesNot() throws Exception {
    page("/plain/a", Fragment.named("cart").varyBy(Set.of(CART)), FragmentsContract::cart);
    String ann = withCart("3");
    String bob = withCart("5");
    for (int round = 0; round < 2; round++) {
      assertThat(get("/plain/a", "Cookie", ann).body()).isEqualTo("<cart 3>");
      assertThat(get("/plain/a", "Cookie", bob).body()).isEqualTo("<cart 5>");
      assertThat(get("/plain/a").body()).isEqualTo("<cart null>");
    }
    assertThat(fragments).as("made").hasValue(3);
    assertThat(shop.made("/plain/a")).as("the page is made for each visitor").isEqualTo(5);
  }

  @Test
  void page_isShared_whenItVariesByWhatItsFragmentDoes() throws Exception {
    page("/varied/a", Fragment.named("cart").varyBy(Set.of(CART)), FragmentsContract::cart);
    String ann = withCart("3");
    for (int round = 0; round < 2; round++) {
      assertThat(get("/varied/a", "Cookie", ann).body()).isEqualTo("<cart 3>");
      assertThat(get("/varied/a").body()).isEqualTo("<cart null>");
    }
    assertThat(shop.made("/varied/a")).isEqualTo(2);
  }

  @Test
  void fragment_isNotShared_whenItReadsWhatItDoesNotVaryBy() throws Exception {
    page("/plain/a", Fragment.named("cart"), FragmentsContract::cart);
    assertThat(get("/plain/a", "Cookie", withCart("3")).body()).isEqualTo("<cart 3>");
    assertThat(get("/plain/a").body()).isEqualTo("<cart null>");
    assertThat(fragments).hasValue(2);
  }

  @Test
  void page_isShared_whenItsFragmentVariesByTheAddress() throws Exception {
    page(
        "/plain/a",
        Fragment.named("crumbs").varyBy(RequestInputs.parse("path, query, param:x, host, scheme")),
        (request, out) -> out.write(request.getRequestURI()));
    get("/plain/a");
    assertThat(get("/plain/a").headers().firstValue("Age")).isPresent();
  }

  @Test
  void invalidatedFragment_takesThePageAroundAlong() throws Exception {
    page("/plain/a", Fragment.named("news"), (request, out) -> out.write("news"));
    get("/plain/a");
    get("/plain/a");
    caches.fragments().invalidate("news");
    get("/plain/a");
    assertThat(shop.made("/plain/a")).isEqualTo(2);
    assertThat(fragments).hasValue(2);
  }

  private void page(String path, Fragment fragment, Body body) {
    shop.page(path, (request, response) -> write(fragment, body, request, response));
  }

  private void write(
      Fragment fragment, Body body, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Writer out = response.getWriter();
    out.write("<");
    caches
        .fragments()
        .write(
            fragment,
            new RequestInputs(request),
            out,
            part -> {
              fragments.incrementAndGet();
              body.write(request, part);
            });
    out.write(">");
  }

  private static void cart(HttpServletRequest request, Writer out) throws IOException {
    HttpSession session = request.getSession(false);
    out.write("cart " + (session == null ? null : session.getAttribute("cart")));
  }

  private String withCart(String cart) throws Exception {
    shop.page(
        "/login",
        (request, response) ->
            request.getSession().setAttribute("cart", request.getParameter("n")));
    String cookie = get("/login?n=" + cart).headers().firstValue("Set-Cookie").orElseThrow();
    return Objects.requireNonNull(cookie.split(";", 2)[0]);
  }

  private interface Body {
    void write(HttpServletRequest request, Writer out) throws IOException;
  }
}
