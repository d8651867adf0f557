// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The tag {@code forEach}. */
final class ForEachTagTest extends JspTests {
  @Test
  void forEach_makesOnlyTheRowsThatAreMissing() throws Exception {
    String page =
        page(
            "<cache:forEach items='${paramValues.id}' var='id' name='row' vary='#{id}'"
                + " tags='row:#{id}' ttl='1h'>${id}.<% int n = org.cachelet.taglib.Made.next(\"x\");"
                + " %><%= n %> </cache:forEach>${id}");
    assertThat(site.get(page + "?id=a&id=b&id=c")).isEqualTo("a.1 b.2 c.3 ");
    assertThat(site.get(page + "?id=c&id=b&id=a")).isEqualTo("c.3 b.2 a.1 ");
    caches.invalidateTags("row:b");
    assertThat(site.get(page + "?id=c&id=b&id=d&id=a")).isEqualTo("c.3 b.4 d.5 a.1 ");
    caches.fragments().invalidate("row", "a");
    assertThat(site.get(page + "?id=a")).isEqualTo("a.6 ");
    assertThat(site.get(page)).isEmpty();
  }

  @Test
  void forEach_hasHolesAndFragmentsInItsRows_andGivesTheVariableBack() throws Exception {
    String page =
        page(
            "<c:set var='i' value='before'/><cache:forEach items='${[1, 2]}' var='i' name='row'>"
                + "${i}(<cache:hole path='/hole-of-rows.jsp'/>)</cache:forEach>${i}");
    site.page("/hole-of-rows.jsp", "<%= org.cachelet.taglib.Made.next(\"hole\") %>");
    assertThat(site.get(page)).isEqualTo("1(1)2(2)before");
    assertThat(site.get(page)).isEqualTo("1(3)2(4)before");
  }

  @Test
  void forEach_takesArraysMapsAndNothing_andTheSameItemTwice() throws Exception {
    String page =
        page(
            "<% pageContext.setAttribute(\"array\", new Object[] {\"a\", \"b\", \"a\"});"
                + " pageContext.setAttribute(\"map\", java.util.Map.of(\"k\", 1)); %>"
                + "<cache:forEach items='${array}' var='i' name='a'>${i}</cache:forEach>,"
                + "<cache:forEach items='${map}' var='i' name='m' vary='#{[i.key, i.value]}'>"
                + "${i.key}${i.value}</cache:forEach>,"
                + "<cache:forEach items='${none}' var='i' name='n'>${i}</cache:forEach>");
    assertThat(site.get(page)).isEqualTo("aba,k1,");
    assertThat(site.get(page)).isEqualTo("aba,k1,");
  }

  @Test
  void row_isNotStored_whenItReadsOrDoesMore_andTheOthersAre() throws Exception {
    String page =
        page(
            "<cache:forEach items='${[1, 2, 3]}' var='i' name='row'>${i}."
                + MADE
                + "<c:if test='${i == 2}'>${param.who}</c:if> </cache:forEach>");
    assertThat(site.get(page + "?who=ann")).isEqualTo("1.1 2.2ann 3.3 ");
    assertThat(site.get(page + "?who=bob")).isEqualTo("1.1 2.4bob 3.3 ");
  }
}
