// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of fragments that fail, and what is invalidated while it is made. */
final class FailingBodyTest extends JspTests {
  private static final String OR_FAIL = "<%= org.cachelet.taglib.Made.orFail(\"made\") %>";
  private static final String END = "</cache:fragment>";

  @Test
  void staleFragment_standsInForAFailure_andThePageGoesOn() throws Exception {
    site.page("/fails.jsp", OR_FAIL);
    String page =
        page(
            "[<cache:fragment name='f' ttl='1s' staleIfError='1h'>half "
                + "<jsp:include page='/fails.jsp'/></cache:fragment>]");
    assertThat(site.get(page)).isEqualTo("[half made]");
    time.pass(Duration.ofSeconds(2));
    Made.fail(true);
    assertThat(site.get(page)).isEqualTo("[half made]");
    time.pass(Duration.ofHours(2));
    assertThat(site.send(page).statusCode()).isEqualTo(500);
    Made.fail(false);
    assertThat(site.get(page)).isEqualTo("[half made]");
  }

  @Test
  void failure_leavesNothing_whenItIsHidden() throws Exception {
    String page = page("[<cache:fragment name='f' onError='hide'>half " + OR_FAIL + END + "]");
    Made.fail(true);
    assertThat(site.get(page)).isEqualTo("[]");
    Made.fail(false);
    assertThat(site.get(page)).isEqualTo("[half made]");
  }

  @Test
  void failure_failsThePage_whenOnErrorSaysSo_alsoWhereAStaleOneIsThere() throws Exception {
    String page =
        page(
            "[<cache:fragment name='f' ttl='1s' staleIfError='1h' onError='fail'>half "
                + OR_FAIL
                + END
                + "]");
    assertThat(site.get(page)).isEqualTo("[half made]");
    time.pass(Duration.ofSeconds(2));
    Made.fail(true);
    assertThat(unescaped(site.send(page))).contains("no database");
  }

  @Test
  void innerFailure_isHeldByTheInnermostThatCan() throws Exception {
    String page =
        page(
            "[<cache:fragment name='out'>out<%= org.cachelet.taglib.Made.next(\"out\") %>"
                + "(<cache:fragment name='in' onError='hide'>half "
                + OR_FAIL
                + "</cache:fragment>)"
                + END
                + "]");
    Made.fail(true);
    assertThat(site.get(page)).isEqualTo("[out1()]");
    Made.fail(false);
    assertThat(site.get(page)).isEqualTo("[out2(half made)]");
    assertThat(site.get(page)).isEqualTo("[out2(half made)]");
  }

  @Test
  void failedVaryTag_leavesThePageAsItWouldBe() throws Exception {
    String page =
        page(
            "<cache:fragment name='f'><cache:vary value='${param.a}'/><cache:vary value='b'/>"
                + OR_FAIL
                + MADE
                + END);
    String query = page + "?a=1";
    assertThat(site.get(query)).isEqualTo("made1"); // learns how many there are
    assertThat(site.get(query)).isEqualTo("made2");
    Made.fail(true);
    assertThat(site.get(query)).isEqualTo("made2");
    assertThat(site.send(page + "?a=2").statusCode()).isEqualTo(500);
    Made.fail(false);
    assertThat(site.get(page + "?a=2")).isEqualTo("made3");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "response.sendError(503);",
        "response.sendError(503); if (true) return;",
        "response.sendError(503); throw new IllegalStateException();",
      })
  void errorThatIsSent_isNeitherStoredNorLost(String scriptlet) throws Exception {
    String page =
        page(
            "<cache:fragment name='f'>"
                + MADE
                + "<% if (request.getHeader(\"fail\") != null) { "
                + scriptlet
                + " } %>"
                + END);
    assertThat(site.send(page, "fail", "yes").statusCode()).isGreaterThanOrEqualTo(500);
    assertThat(site.send(page, "fail", "yes").statusCode()).isGreaterThanOrEqualTo(500);
    assertThat(site.get(page)).isEqualTo("3");
  }

  @Test
  void holeThatFails_failsThePage_andNotTheFragment() throws Exception {
    String page =
        page(
            "<% org.cachelet.cache.servlet.HoleValues.of(application).put(\"or-fail\","
                + " r -> org.cachelet.taglib.Made.orFail(\"made\")); %>"
                + "[<cache:fragment name='f' ttl='1s' staleIfError='1h' onError='hide'>"
                + MADE
                + "<cache:hole value='or-fail'/>,<cache:hole value='or-fail' onError='hide'/>"
                + END
                + "]");
    assertThat(site.get(page)).isEqualTo("[1made,made]");
    Made.fail(true);
    assertThat(unescaped(site.send(page))).contains("no database");
    time.pass(Duration.ofSeconds(2));
    assertThat(unescaped(site.send(page))).contains("no database");
    Made.fail(false);
    assertThat(site.get(page)).isEqualTo("[2made,made]");
  }

  @Test
  void forEach_writesStaleRows_whenARowFails() throws Exception {
    String page =
        page(
            "<cache:forEach items='${[1, 2, 3]}' var='id' name='row' ttl='1s' staleIfError='1h'>"
                + "${id}<%= org.cachelet.taglib.Made.orFail(\".\") %></cache:forEach>!");
    assertThat(site.get(page)).isEqualTo("1.2.3.!");
    time.pass(Duration.ofSeconds(2));
    Made.fail(true);
    assertThat(site.get(page)).isEqualTo("1.2.3.!");
    time.pass(Duration.ofHours(2));
    assertThat(site.send(page).statusCode()).isEqualTo(500);
  }

  @Test
  void include_isStale_orHidden_whenItFails() throws Exception {
    site.page("/fails2.jsp", "half " + OR_FAIL);
    String page =
        page(
            "[<cache:include path='/fails2.jsp' ttl='1s' staleIfError='1h'/>]"
                + "[<cache:include path='/fails2.jsp' ttl='1s' onError='hide'/>]");
    assertThat(site.get(page)).isEqualTo("[half made][half made]");
    time.pass(Duration.ofSeconds(2));
    Made.fail(true);
    assertThat(site.get(page)).isEqualTo("[half made][]");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"fragment", "row", "include"})
  void fragment_isNotStored_whenItsTagIsInvalidatedWhileItIsMade(String kind) throws Exception {
    String body =
        "<% if (org.cachelet.taglib.Made.next(\"x\") == 1) {"
            + " org.cachelet.cache.servlet.ServletCaches.of(application).invalidateTags(\"w\");"
            + " } %>made";
    site.page("/while-" + kind + ".jsp", body);
    String page =
        page(
            switch (kind) {
              case "fragment" -> "<cache:fragment name='f' tags='w'>" + body + END;
              case "row" ->
                  "<cache:forEach items='${[1]}' var='i' name='w' tags='w'>"
                      + body
                      + "</cache:forEach>";
              default -> "<cache:include path='/while-include.jsp' tags='w'/>";
            });
    assertThat(site.get(page)).isEqualTo("made");
    assertThat(site.get(page)).isEqualTo("made");
    assertThat(site.get(page)).isEqualTo("made");
    assertThat(Made.count("x")).isEqualTo(2);
  }

  @Test
  void fragment_isMadeByOne_whenTwoMissItAtTheSameTime() throws Exception {
    String page =
        page("<cache:fragment name='f'>" + MADE + "<% org.cachelet.taglib.Made.await(); %>" + END);
    Made.close();
    CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> unchecked(page));
    Made.awaitEntered();
    CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> unchecked(page));
    Made.open();
    assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("1");
    assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("1");
  }

  private String unchecked(String path) {
    try {
      return site.get(path);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
