// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The tag {@code fragment} and its attributes. */
final class FragmentTagTest extends JspTests {
  @Test
  void fragment_isMadeOnce_withScriptletsInItsBody() throws Exception {
    String page =
        page(
            "[<cache:fragment name='f'>\n<% for (int i = 0; i < 2; i++) { %>("
                + MADE
                + ")<% } %>\n</cache:fragment>]<%= 6 * 7 %>");
    assertThat(site.get(page)).isEqualTo("[\n(1)(2)\n]42");
    assertThat(site.get(page)).isEqualTo("[\n(1)(2)\n]42");
  }

  @Test
  void fragment_isMadeAnew_afterItsTtl() throws Exception {
    String page = page("<cache:fragment name='f' ttl='10s'>" + MADE + "</cache:fragment>");
    assertThat(site.get(page)).isEqualTo("1");
    time.pass(Duration.ofSeconds(9));
    assertThat(site.get(page)).isEqualTo("1");
    time.pass(Duration.ofSeconds(1));
    assertThat(site.get(page)).isEqualTo("2");
  }

  @Test
  void fragment_variesByItsValues() throws Exception {
    String page =
        page(
            "<cache:fragment name='f' vary='${[param.a, param.b]}' varyBy='param:a,param:b'>${param.a}-"
                + "${param.b}"
                + MADE
                + "</cache:fragment>");
    assertThat(site.get(page + "?a=1%7C2&b=3")).isEqualTo("1|2-31");
    assertThat(site.get(page + "?a=1&b=2%7C3")).isEqualTo("1-2|32");
    assertThat(site.get(page + "?a=1%7C2&b=3")).isEqualTo("1|2-31");
    assertThat(site.get(page + "?a=1")).isEqualTo("1-3");
    assertThat(site.get(page + "?a=1&b=")).isEqualTo("1-4");
  }

  @Test
  void fragment_variesByNestedValues() throws Exception {
    String page =
        page(
            "<c:forEach items='${[1, 2, 1]}' var='i'><cache:fragment name='f'>\n"
                + " <cache:vary value='${i}'/>\n <cache:vary value='x'/>${i}."
                + MADE
                + "</cache:fragment>|</c:forEach>");
    String first = site.get(page).replaceAll("\\s", "");
    assertThat(first).isEqualTo("1.1|2.2|1.3|");
    String second = site.get(page);
    assertThat(second.replaceAll("\\s", "")).isEqualTo("1.3|2.2|1.3|");
    assertThat(site.get(page)).isEqualTo(second);
    assertThat(Made.count("x")).isEqualTo(3);
  }

  @Test
  void fragment_isExecutedAsIfWithoutTheTag_whenTestIsFalse() throws Exception {
    String page =
        page("<cache:fragment name='f' test='${param.cached}'>" + MADE + "</cache:fragment>");
    assertThat(site.get(page + "?cached=true")).isEqualTo("1");
    assertThat(site.get(page + "?cached=false")).isEqualTo("2");
    assertThat(site.get(page + "?cached=true")).isEqualTo("1");
  }

  @Test
  void fragmentsWithOneName_areApart_inOnePageAndInTwo_unlessShared() throws Exception {
    String page =
        page(
            "<cache:fragment name='f'>a</cache:fragment><cache:fragment name='f'>b</cache:fragment>"
                + "<cache:fragment name='s' shared='true'>one</cache:fragment>");
    String other =
        page(
            "<cache:fragment name='f'>c</cache:fragment>"
                + "<cache:fragment name='s' shared='true'>two</cache:fragment>");
    assertThat(site.get(page)).isEqualTo("abone");
    assertThat(site.get(other)).isEqualTo("cone");
    assertThat(site.get(page)).isEqualTo("abone");
  }

  @Test
  void condition_inFrontOfAFragment_changesNothing() throws Exception {
    String page =
        page(
            "<c:if test='${param.more}'><cache:fragment name='more'>more</cache:fragment></c:if>"
                + "<cache:fragment name='f'>"
                + MADE
                + "</cache:fragment>");
    assertThat(site.get(page + "?more=true")).isEqualTo("more1");
    assertThat(site.get(page)).isEqualTo("1");
    assertThat(site.get(page + "?more=true")).isEqualTo("more1");
  }

  @Test
  void variable_takesTheText() throws Exception {
    String page =
        page(
            "<cache:fragment name='f' var='text' scope='request'>"
                + MADE
                + "</cache:fragment>[${requestScope.text}]");
    assertThat(site.get(page)).isEqualTo("[1]");
    assertThat(site.get(page)).isEqualTo("[1]");
  }

  @Test
  void exportedVariables_areThereAfterAHit() throws Exception {
    String page =
        page(
            "<cache:fragment name='f' export='title, count'><c:set var='title' value='T'/>"
                + "<% pageContext.setAttribute(\"count\", 2L); %>"
                + MADE
                + "</cache:fragment>${title}${count + 1}");
    assertThat(site.get(page)).isEqualTo("1T3");
    assertThat(site.get(page)).isEqualTo("1T3");
  }

  @Test
  void variableOfEachScope_takesTheText_alsoOnAHit() throws Exception {
    StringBuilder tags = new StringBuilder();
    for (String scope : new String[] {"page", "request", "session", "application"}) {
      tags.append("<cache:fragment name='").append(scope).append("' var='v' scope='").append(scope);
      tags.append("'>").append(scope).append(MADE).append("</cache:fragment>");
      tags.append("${").append(scope).append("Scope.v} ");
    }
    String page = pageWithSession(tags.toString());
    assertThat(site.get(page)).isEqualTo("page1 request2 session3 application4 ");
    assertThat(site.get(page)).isEqualTo("page1 request2 session3 application4 ");
  }

  @Test
  void exportedVariable_isMissing_whenItWasMissing_andKeepsItsType() throws Exception {
    String page =
        page(
            "<cache:fragment name='f' export='none, flag, text'><c:set var='flag' value='${true}'/>"
                + "<c:set var='text' value='17'/></cache:fragment>[${none}]"
                + "${flag ? 'yes' : 'no'} ${text.getClass().simpleName}");
    assertThat(site.get(page)).isEqualTo("[]yes String");
    assertThat(site.get(page)).isEqualTo("[]yes String");
  }
}
