// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The tags {@code include}, {@code hole}, {@code evict}, {@code page}, {@code tag} and {@code
 * refuse}.
 */
final class OtherTagsTest extends JspTests {
  @Test
  void holes_areFilledForEachRequest() throws Exception {
    site.page("/mini1.jsp", "mini<%= org.cachelet.taglib.Made.next(\"mini\") %>");
    String page =
        page(
            "<cache:fragment name='f'>"
                + MADE
                + "[<cache:hole path='/mini1.jsp'/>]<cache:fragment name='in'>(<cache:hole"
                + " path='/mini1.jsp'/>)</cache:fragment></cache:fragment><cache:hole"
                + " path='/mini1.jsp'/>");
    assertThat(site.get(page)).isEqualTo("1[mini1](mini2)mini3");
    assertThat(site.get(page)).isEqualTo("1[mini4](mini5)mini6");
  }

  @Test
  void include_isCachedByItsOwnRule() throws Exception {
    site.page("/in2.jsp", "in${param.p}." + MADE);
    String page =
        page(
            "[<cache:include path='/in2.jsp?p=1' ttl='10s' tags='in' varyBy='param:p'/>]"
                + "[<cache:include path='in2.jsp?p=2' varyBy='param:p'/>]");
    assertThat(site.get(page)).isEqualTo("[in1.1][in2.2]");
    assertThat(site.get(page)).isEqualTo("[in1.1][in2.2]");
    time.pass(Duration.ofSeconds(10));
    assertThat(site.get(page)).isEqualTo("[in1.3][in2.2]");
    caches.fragments().invalidate("/in2.jsp", "/in2.jsp?p=2");
    assertThat(site.get(page)).isEqualTo("[in1.3][in2.4]");
  }

  @Test
  void evict_invalidatesByNameValuesAndTags() throws Exception {
    String page =
        page(
            "<c:forEach items='${[1, 2]}' var='i'><cache:fragment name='f' vary='${i}' tags='t${i}'>"
                + MADE
                + "</cache:fragment>,</c:forEach>");
    String one = page("<cache:evict name='f' vary='${1}'/>");
    String all = page("<cache:evict name='f'/>");
    String byTag = page("<cache:evict tags='t2,other'/>");
    assertThat(site.get(page)).isEqualTo("1,2,");
    site.get(one);
    assertThat(site.get(page)).isEqualTo("3,2,");
    site.get(byTag);
    assertThat(site.get(page)).isEqualTo("3,4,");
    site.get(all);
    assertThat(site.get(page)).isEqualTo("5,6,");
  }

  @Test
  void pageTagAndRefuseTag_reachTheContentAround() throws Exception {
    String page =
        page(
            "<cache:fragment name='f' ttl='1h'>"
                + MADE
                + "<cache:page ttl='5s' tags='p'/><cache:tag name='${\"q\"}'/></cache:fragment>");
    String other =
        page(
            "<cache:fragment name='f'>" + MADE + "<cache:refuse reason='it is'/></cache:fragment>");
    assertThat(site.get(page)).isEqualTo("1");
    assertThat(site.get(page)).isEqualTo("1");
    time.pass(Duration.ofSeconds(5));
    assertThat(site.get(page)).isEqualTo("2");
    caches.invalidateTags("p");
    assertThat(site.get(page)).isEqualTo("3");
    caches.invalidateTags("q");
    assertThat(site.get(page)).isEqualTo("4");
    assertThat(site.get(other)).isEqualTo("5");
    assertThat(site.get(other)).isEqualTo("6");
  }

  @Test
  void holesOfEachKind_areForTheVisitorWhoAsks() throws Exception {
    String page =
        page(
            "<% org.cachelet.cache.servlet.HoleValues.of(application).put(\"own\","
                + " r -> r.getParameter(\"n\"));"
                + " request.setAttribute(\"_csrf\", \"token-\" + request.getParameter(\"n\"));"
                + " %><cache:fragment name='f'>"
                + MADE
                + " <cache:hole value='user'/> <cache:hole value='csrf'/> <cache:hole value='own'/>"
                + " <cache:hole path='/who.jsp'/><cache:hole path='/none.jsp' onError='hide'/>"
                + "</cache:fragment>");
    site.page("/who.jsp", "<%= request.getParameter(\"n\") %>");
    String ann = "Cookie " + cookie(site.send("/login?user=ann"));
    assertThat(site.get(page + "?n=a", ann.split(" "))).isEqualTo("1 ann token-a a a");
    assertThat(site.get(page + "?n=%3Cb%3E")).isEqualTo("1  token-&lt;b&gt; &lt;b&gt; <b>");
  }

  private static String cookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  @Test
  void textThatLooksLikeAnExpressionOrAHole_staysText() throws Exception {
    String page =
        page(
            "<% pageContext.setAttribute(\"t\", \"${7*7} <cache:hole value='user'/>\"); %>"
                + "<cache:fragment name='f'>${t}"
                + MADE
                + "</cache:fragment>");
    assertThat(site.get(page)).isEqualTo("${7*7} <cache:hole value='user'/>1");
    assertThat(site.get(page)).isEqualTo("${7*7} <cache:hole value='user'/>1");
  }
}
