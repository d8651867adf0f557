// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a page of which a fragment fails. */
final class FailuresTest extends EachFlavour {
  FailuresTest(Flavour flavour) {
    super(flavour);
  }

  @Test
  void failure_isHandledAsWritten_andThePageGoesOn() {
    site.model.put("fail", false);
    site.templates.write(
        "page",
        "<p th:with='w=1'><b cache:fragment='a' cache:ttl='10s' cache:stale-if-error='1h'"
            + " th:with='w=2'><i th:each='x : ${#numbers.sequence(1, 2)}'>"
            + "<u th:if='${fail and x == 2}' th:text='${count.missing.thing}'></u>ok</i></b>"
            + "<b cache:fragment='h' cache:on-error='hide'>"
            + "<u th:if='${fail}' th:text='${count.missing.thing}'></u>fine</b>[[${w}]]</p>");
    String fine = "<p><b><i>ok</i><i>ok</i></b><b>fine</b>1</p>";
    assertThat(site.page("page")).isEqualTo(fine);
    site.caches.fragments().invalidate("h");
    site.pass(Duration.ofSeconds(20));
    site.model.put("fail", true);
    assertThat(site.page("page")).isEqualTo("<p><b><i>ok</i><i>ok</i></b>1</p>");
    site.model.put("fail", false);
    assertThat(site.page("page")).isEqualTo(fine);
  }

  @Test
  void failure_goesOn_whenNothingIsStale() {
    site.templates.write(
        "page", "<b cache:fragment='a'>[[${count.next()}]][[${count.missing.thing}]]</b>");
    assertThat(site.visitor().get("/page/page").statusCode()).isEqualTo(500);
    assertThat(site.visitor().get("/page/page").statusCode()).isEqualTo(500);
    assertThat(site.count.value()).isEqualTo(2);
  }

  /** A failure with and without a stale text, which is none of the first ten seconds. */
  @ParameterizedTest(name = "{0}: {1} when stale, {2} when missing")
  @CsvSource({
    "stale, <b>fine</b>., fails",
    "hide,  <b>fine</b>., .",
    "fail,  fails,        fails",
    "'',    <b>fine</b>., fails",
  })
  void failure_isAnsweredAsOnErrorSays(String action, String whenStale, String whenMissing) {
    site.templates.write(
        "page",
        "<b cache:fragment='a' cache:ttl='10s' cache:stale-if-error='1h'%s>"
                .formatted(action.isEmpty() ? "" : " cache:on-error='" + action + "'")
            + "<u th:if='${fail}' th:text='${count.missing.thing}'></u>fine</b>.");
    site.model.put("fail", true);
    assertThat(outcome()).isEqualTo(whenMissing);
    site.model.put("fail", false);
    assertThat(outcome()).isEqualTo("<b>fine</b>.");
    site.pass(Duration.ofSeconds(20));
    site.model.put("fail", true);
    assertThat(outcome()).isEqualTo(whenStale);
    site.model.put("fail", false);
    assertThat(outcome()).isEqualTo("<b>fine</b>.");
  }

  private String outcome() {
    HttpResponse<String> answer = site.visitor().get("/page/page");
    return answer.statusCode() == 200 ? answer.body() : "fails";
  }

  @Test
  void context_isAsBefore_whenAFragmentFailedDeepInsideAnotherTemplate() {
    site.templates.write(
        "part",
        "<i th:fragment='f' th:object='${other}' th:with='w=2' th:inline='none'>"
            + "<u th:each='x : ${#numbers.sequence(1, 2)}' th:text='${count.missing.thing}'></u></i>");
    site.model.put("one", Map.of("name", "page"));
    site.model.put("other", Map.of("name", "part"));
    site.templates.write("page.properties", "hello=Hello");
    assertThat(
            page(
                "<p th:object='${one}' th:with='w=1'>"
                    + "<s cache:fragment='a' cache:on-error='hide'>"
                    + "<s cache:fragment='b' th:insert='~{part :: f}'></s></s>"
                    + "[[*{name}]] [[${w}]] [[${x}]] [[#{hello}]] <b th:replace='~{::own}'></b></p>"
                    + "<q th:remove='all'><i th:fragment='own'>mine</i></q>"))
        .isEqualTo("<p>page 1  Hello <i>mine</i></p>");
  }

  @Test
  void failure_saysWhereItHappened() {
    site.templates.write(
        "part", "<i th:fragment='f'>\n<u th:text='${count.missing.thing}'></u></i>");
    site.templates.write("page", "<b cache:fragment='a'>\n<s th:insert='~{part :: f}'></s></b>");
    assertThat(site.visitor().get("/page/page").body())
        .contains("(template: \"part\" - line 2, col 4)");
  }
}
