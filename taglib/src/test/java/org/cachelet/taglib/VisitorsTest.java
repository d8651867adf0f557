// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Fragments and what belongs to one visitor. */
final class VisitorsTest extends JspTests {
  private static final String SET =
      "<% if (request.getParameter(\"n\") != null) session.setAttribute(\"cart\","
          + " request.getParameter(\"n\")); %>";

  @Test
  void fragment_isNotStored_whenItShowsTheSessionOfAVisitor() throws Exception {
    String page =
        pageWithSession(
            SET
                + "<cache:fragment name='f'>${cart}</cache:fragment>"
                + "<cache:fragment name='g' varyBy='session:cart'>${cart}"
                + MADE
                + "</cache:fragment>");
    String ann = cookie(site.send(page + "?n=ann"));
    String bob = cookie(site.send(page + "?n=bob"));
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("annann1");
    assertThat(site.get(page, "Cookie", bob)).isEqualTo("bobbob2");
  }

  @Test
  void unscopedName_isAReadOfTheSession_alsoWhenItIsMissing() throws Exception {
    String page = pageWithSession(SET + "<cache:fragment name='f'>[${cart}]</cache:fragment>");
    String ann = cookie(site.send(page));
    String bob = cookie(site.send(page + "?n=2"));
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("[]");
    assertThat(site.get(page, "Cookie", bob)).isEqualTo("[2]");
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("[]");
  }

  @Test
  void missingAttribute_isAValueLikeOthers_whenTheFragmentVariesByIt() throws Exception {
    String page =
        pageWithSession(
            SET
                + "<cache:fragment name='f' varyBy='session:cart'>["
                + "${cart}]"
                + MADE
                + "</cache:fragment>");
    String ann = cookie(site.send(page));
    String bob = cookie(site.send(page + "?n=2"));
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("[]1");
    assertThat(site.get(page, "Cookie", bob)).isEqualTo("[2]2");
    assertThat(site.get(page + "?n=", "Cookie", bob)).isEqualTo("[]3");
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("[]1");
  }

  @Test
  void scopedName_isNoReadOfTheSession() throws Exception {
    String page =
        pageWithSession(
            "<% request.setAttribute(\"a\", \"A\"); pageContext.setAttribute(\"b\", \"B\"); %>"
                + "<cache:fragment name='f'>${requestScope.a}${a}${b}${requestScope.none}"
                + MADE
                + "</cache:fragment>");
    String ann = cookie(site.send(page));
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("AAB1");
    assertThat(site.get(page)).isEqualTo("AAB1");
  }

  @Test
  void fragment_variesByCookie() throws Exception {
    String page =
        page(
            "<cache:fragment name='f' varyBy='cookie:theme'>${cookie.theme.value}"
                + MADE
                + "</cache:fragment>");
    assertThat(site.get(page, "Cookie", "theme=dark; other=1")).isEqualTo("dark1");
    assertThat(site.get(page, "Cookie", "theme=light; other=2")).isEqualTo("light2");
    assertThat(site.get(page, "Cookie", "theme=dark; other=3")).isEqualTo("dark1");
  }

  @Test
  void fragment_isNotStored_whenTheTokenOfAVisitorIsInIt() throws Exception {
    String page =
        page(
            "<% request.setAttribute(\"_csrf\", \"token-of-\" + request.getParameter(\"n\")); %>"
                + "<cache:fragment name='f'>${_csrf}</cache:fragment>,<cache:fragment name='g'>"
                + MADE
                + "<cache:hole value='csrf'/></cache:fragment>");
    assertThat(site.get(page + "?n=ann")).isEqualTo("token-of-ann,1token-of-ann");
    assertThat(site.get(page + "?n=bob")).isEqualTo("token-of-bob,1token-of-bob");
  }

  @Test
  void sessionIdInALink_isNotShownToOthers() throws Exception {
    String page =
        pageWithSession(
            "<cache:fragment name='f'><%= response.encodeURL(\"/x\") %></cache:fragment>"
                + " <cache:fragment name='g'><c:url value='/y'/></cache:fragment>");
    String first = site.get(page);
    String second = site.get(page);
    assertThat(first).contains("/x;jsessionid=").contains("/y;jsessionid=");
    assertThat(second).contains("/x;jsessionid=").contains("/y;jsessionid=");
    assertThat(second.replaceAll(".*jsessionid=", ""))
        .isNotEqualTo(first.replaceAll(".*jsessionid=", ""));
    String cookie = cookie(site.send(page));
    assertThat(site.get(page, "Cookie", cookie)).isEqualTo("/x /y");
  }

  @Test
  void fragment_isNotStored_whenItShowsTheUser_unlessItVariesByTheUser() throws Exception {
    String page =
        page(
            "<cache:fragment name='f'>${pageContext.request.remoteUser}</cache:fragment>"
                + "<cache:fragment name='g' varyBy='user'>"
                + "${pageContext.request.userPrincipal.name}"
                + MADE
                + "</cache:fragment>");
    String ann = cookie(site.send("/login?user=ann"));
    String bob = cookie(site.send("/login?user=bob"));
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("annann1");
    assertThat(site.get(page, "Cookie", bob)).isEqualTo("bobbob2");
    assertThat(site.get(page)).isEqualTo("3");
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("annann1");
    assertThat(site.get(page, "Cookie", bob)).isEqualTo("bobbob2");
    assertThat(site.get(page)).isEqualTo("3");
  }

  @Test
  void loginAndLogout_showOtherFragments() throws Exception {
    String page =
        page(
            "<cache:fragment name='f' varyBy='user'>"
                + "${pageContext.request.remoteUser == null ? 'hello' : 'welcome'}"
                + MADE
                + "</cache:fragment>");
    assertThat(site.get(page)).isEqualTo("hello1");
    String ann = cookie(site.send("/login?user=ann"));
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("welcome2");
    assertThat(site.get(page)).isEqualTo("hello1");
    site.send("/logout", "Cookie", ann);
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("hello1");
  }

  @Test
  void changedRole_showsAnotherFragment() throws Exception {
    String page =
        page(
            "<cache:fragment name='f' varyBy='role:editor'>"
                + "<%= request.isUserInRole(\"editor\") ? \"edit\" : \"read\" %>"
                + MADE
                + "</cache:fragment>");
    String ann = cookie(site.send("/login?user=ann&role=reader"));
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("read1");
    site.send("/login?user=ann&role=editor", "Cookie", ann);
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("edit2");
    site.send("/login?user=ann&role=reader%2Beditor", "Cookie", ann);
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("edit2");
    site.send("/login?user=ann&role=reader", "Cookie", ann);
    assertThat(site.get(page, "Cookie", ann)).isEqualTo("read1");
  }

  @Test
  void anotherLanguage_showsAnotherFragment() throws Exception {
    String page =
        page(
            "<cache:fragment name='f' varyBy='locale'>${pageContext.request.locale}"
                + MADE
                + "</cache:fragment>");
    assertThat(site.get(page, "Accept-Language", "de")).isEqualTo("de1");
    assertThat(site.get(page, "Accept-Language", "fr")).isEqualTo("fr2");
    assertThat(site.get(page, "Accept-Language", "de, en;q=0.5")).isEqualTo("de1");
  }

  @Test
  void textThatJstlFormats_isStored_whenThePageSetsTheLanguageBefore() throws Exception {
    String page =
        page(
            "<%@ taglib prefix='fmt' uri='jakarta.tags.fmt' %>"
                + "<fmt:setLocale value='${pageContext.request.locale}'/>"
                + "<cache:fragment name='f' varyBy='locale'><fmt:formatNumber value='${1.5}'/>|"
                + MADE
                + "</cache:fragment>");
    assertThat(site.get(page, "Accept-Language", "de")).isEqualTo("1,5|1");
    assertThat(site.get(page, "Accept-Language", "en")).isEqualTo("1.5|2");
    HttpResponse<String> hit = site.send(page, "Accept-Language", "de");
    assertThat(hit.body()).isEqualTo("1,5|1");
    assertThat(hit.headers().firstValue("Content-Language")).contains("de");
  }

  @Test
  void textThatJstlFormats_isMadeForEachVisitor_whenTheFragmentSetsTheLanguage() throws Exception {
    String page =
        page(
            "<%@ taglib prefix='fmt' uri='jakarta.tags.fmt' %><cache:fragment name='f'"
                + " varyBy='locale'><fmt:formatNumber value='${1.5}'/></cache:fragment>");
    for (String language : new String[] {"de", "en", "de"}) {
      HttpResponse<String> response = site.send(page, "Accept-Language", language);
      assertThat(response.body()).isEqualTo(language.equals("de") ? "1,5" : "1.5");
      assertThat(response.headers().firstValue("Content-Language")).contains(language);
    }
  }

  private static String cookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }
}
