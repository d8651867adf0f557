// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tags in tags, in loops, in tag files and in what a page includes. */
final class NestedTagsTest extends JspTests {
  private static final String END = "</cache:fragment>";

  @BeforeAll
  void describeTheOtherTag() throws IOException {
    site.file("/WEB-INF/twice.tld", TwiceTag.TLD); // looked for when the application starts
  }

  @Test
  void fragmentsOfATagFile_areApartFromThoseOfThePage() throws Exception {
    site.file(
        "/WEB-INF/tags/box.tag",
        "<%@ taglib prefix=\"cache\" uri=\"https://cachelet.org/tags\" %>"
            + "<cache:fragment name='f'>tag"
            + MADE
            + END
            + "<jsp:doBody/>");
    String page =
        page(
            "<%@ taglib prefix='t' tagdir='/WEB-INF/tags' %><t:box>"
                + "<cache:fragment name='f'>body</cache:fragment></t:box>");
    assertThat(site.get(page)).isEqualTo("tag1body");
    assertThat(site.get(page)).isEqualTo("tag1body");
  }

  @Test
  void bodyOfATagFile_canBeAFragment_inEachPageItsOwn() throws Exception {
    site.file(
        "/WEB-INF/tags/cached.tag",
        "<%@ attribute name='id' required='true' %>"
            + "<%@ taglib prefix=\"cache\" uri=\"https://cachelet.org/tags\" %>"
            + "<cache:fragment name='f' vary='${id}'>(<jsp:doBody/>)</cache:fragment>");
    site.page("/made.jsp", MADE);
    String use = "<%@ taglib prefix='t' tagdir='/WEB-INF/tags' %><t:cached id='";
    String made = "<jsp:include page='/made.jsp'/>"; // bodies of tag files have no scriptlets
    String page = page(use + "1'>one" + made + "</t:cached><t:cached id='2'>two</t:cached>");
    String other = page(use + "1'>other</t:cached>");
    assertThat(site.get(page)).isEqualTo("(one1)(two)");
    assertThat(site.get(page)).isEqualTo("(one1)(two)");
    assertThat(site.get(other)).isEqualTo("(other)");
    assertThat(Made.count("x")).isEqualTo(1);
  }

  @Test
  void tagFileInAFragment_isMadeOnce_withItsOwnFragments() throws Exception {
    site.file(
        "/WEB-INF/tags/inner.tag",
        "<%@ taglib prefix=\"cache\" uri=\"https://cachelet.org/tags\" %>"
            + "<cache:fragment name='inner' tags='inner-tag'>in"
            + MADE
            + END);
    String page =
        page(
            "<%@ taglib prefix='t' tagdir='/WEB-INF/tags' %>"
                + "<cache:fragment name='outer'>out<%= org.cachelet.taglib.Made.next(\"out\") %>"
                + "<t:inner/></cache:fragment>");
    assertThat(site.get(page)).isEqualTo("out1in1");
    assertThat(site.get(page)).isEqualTo("out1in1");
    caches.invalidateTags("inner-tag");
    assertThat(site.get(page)).isEqualTo("out2in2");
  }

  @Test
  void outerFragment_isMadeAnew_whenAnInnerOneInAnIncludedPageIsInvalidated() throws Exception {
    site.page("/in2.jsp", "<cache:fragment name='in' tags='t'>in" + MADE + END);
    String page =
        page(
            "<cache:fragment name='out'>out<%= org.cachelet.taglib.Made.next(\"out\") %>"
                + "<jsp:include page='in2.jsp'/><cache:fragment name='other'>other"
                + "<%= org.cachelet.taglib.Made.next(\"other\") %></cache:fragment>"
                + END);
    assertThat(site.get(page)).isEqualTo("out1in1other1");
    assertThat(site.get(page)).isEqualTo("out1in1other1");
    caches.invalidateTags("t");
    assertThat(site.get(page)).isEqualTo("out2in2other1");
    caches.fragments().invalidate("in");
    assertThat(site.get(page)).isEqualTo("out3in3other1");
  }

  @Test
  void fragmentInAnIncludedPage_isOneForAllWhoInclude_dynamicallyAndOneEach_statically()
      throws Exception {
    site.page("/dynamic.jsp", "<cache:fragment name='f'>dynamic" + MADE + END);
    site.file("/static.jspf", "<cache:fragment name='f'>static" + MADE + END);
    String includes = "<jsp:include page='/dynamic.jsp'/>,<%@ include file='/static.jspf' %>";
    String page = page(includes);
    String other = page("other " + includes);
    assertThat(site.get(page)).isEqualTo("dynamic1,static2");
    assertThat(site.get(other)).isEqualTo("other dynamic1,static3");
    assertThat(site.get(page)).isEqualTo("dynamic1,static2");
    assertThat(site.get(other)).isEqualTo("other dynamic1,static3");
  }

  @Test
  void staticIncludeTwiceInOnePage_hasAFragmentForEach() throws Exception {
    site.file("/twice.jspf", "<cache:fragment name='f'>" + MADE + END);
    String include = "<%@ include file='/twice.jspf' %>";
    String page = page(include + "," + include);
    assertThat(site.get(page)).isEqualTo("1,2");
    assertThat(site.get(page)).isEqualTo("1,2");
  }

  @Test
  void fragmentInALoop_isOneForEachValue_howeverOftenTheTagIsUsedAgain() throws Exception {
    String page =
        page(
            "<c:forEach items='${[1, 2, 1, 3]}' var='i'>"
                + "<c:if test='${i != 3}'><cache:fragment name='f' vary='${i}'>${i}."
                + MADE
                + "</cache:fragment></c:if>"
                + "<c:if test='${i == 3}'><cache:fragment name='f'>none</cache:fragment></c:if>,"
                + "</c:forEach>"
                + "<% for (int n = 0; n < 2; n++) { pageContext.setAttribute(\"n\", n); %>"
                + "<cache:fragment name='g' vary='${n}'>${n}</cache:fragment><% } %>");
    assertThat(site.get(page)).isEqualTo("1.1,2.2,1.1,none,01");
    assertThat(site.get(page)).isEqualTo("1.1,2.2,1.1,none,01");
  }

  @Test
  void tagsWithTheSameAttributes_keepNothingOfEachOther() throws Exception {
    String page =
        page(
            "<cache:fragment name='a' ttl='1s' tags='pooled-a'>a"
                + MADE
                + "</cache:fragment>,<cache:fragment name='b' ttl='1h' tags='pooled-b'>b"
                + MADE
                + "</cache:fragment>,<cache:fragment name='c'>c"
                + MADE
                + "</cache:fragment><cache:hole value='user'/><cache:hole path='/hole.txt'/>"
                + "<cache:evict tags='e'/><cache:evict name='e'/><cache:evict name='e' vary='1'/>");
    site.file("/hole.txt", "h");
    assertThat(site.get(page)).isEqualTo("a1,b2,c3h");
    assertThat(site.get(page)).isEqualTo("a1,b2,c3h");
    time.pass(Duration.ofSeconds(2));
    assertThat(site.get(page)).isEqualTo("a4,b2,c3h");
    caches.invalidateTags("pooled-b");
    assertThat(site.get(page)).isEqualTo("a4,b5,c3h");
  }

  @Test
  void conditionInFrontOfAFragment_changesNothing() throws Exception {
    String page =
        page(
            "<c:if test='${param.more}'><cache:fragment name='f'>more</cache:fragment></c:if>"
                + "<cache:fragment name='f'>"
                + MADE
                + END);
    assertThat(site.get(page + "?more=true")).isEqualTo("more1");
    assertThat(site.get(page)).isEqualTo("1");
    assertThat(site.get(page + "?more=true")).isEqualTo("more1");
  }

  @Test
  void fragmentInAForEach_andForEachInAFragment_areApart() throws Exception {
    String page =
        page(
            "<cache:fragment name='out'><cache:forEach items='${[1, 2]}' var='i' name='row'"
                + " tags='nested-row:#{i}'>${i}<cache:fragment name='in' vary='${i}'>."
                + MADE
                + "</cache:fragment> </cache:forEach>"
                + "<cache:forEach items='${[1, 2]}' var='i' name='row'>"
                + "<cache:forEach items='${[i, i * 10]}' var='j' name='cell'>${j} </cache:forEach>"
                + "</cache:forEach>"
                + END);
    assertThat(site.get(page)).isEqualTo("1.1 2.2 1 10 2 20 ");
    assertThat(site.get(page)).isEqualTo("1.1 2.2 1 10 2 20 ");
    caches.invalidateTags("nested-row:1");
    assertThat(site.get(page)).isEqualTo("1.1 2.2 1 10 2 20 ");
    caches.fragments().invalidate("in", 1L);
    assertThat(site.get(page)).isEqualTo("1.3 2.2 1 10 2 20 ");
  }

  @Test
  void bodyOfAnotherTag_canHoldAFragment_thatIsMadeEachTimeTheTagSays() throws Exception {
    String page =
        page(
            "<%@ taglib prefix='x' uri='/WEB-INF/twice.tld' %>"
                + "<x:twice><cache:fragment name='f'>"
                + MADE
                + "</cache:fragment></x:twice>"
                + "<cache:fragment name='g'><x:twice>(x<%= 1 %>)</x:twice></cache:fragment>"
                + "<c:set var='set'><cache:fragment name='h'>h</cache:fragment></c:set>[${set}]");
    assertThat(site.get(page)).isEqualTo("11(x1)(x1)[h]");
    assertThat(site.get(page)).isEqualTo("11(x1)(x1)[h]");
  }

  @Test
  void textOfIncludes_isAPartOfTheFragment_howeverTheyAreCalled() throws Exception {
    site.page("/in3.jsp", "in" + MADE);
    site.page("/writes.jsp", "<% response.getWriter().write(\"\"); %>w");
    site.file("/text.txt", "text");
    String page =
        page(
            "[<cache:fragment name='f'>1"
                + rawInclude("/in3.jsp")
                + "2"
                + rawInclude("/writes.jsp")
                + "3"
                + rawInclude("/text.txt")
                + "4"
                + "<c:import url='/writes.jsp'/><jsp:include page='/text.txt' flush='true'/>"
                + "</cache:fragment>]");
    assertThat(site.get(page, "Range", "bytes=0-1")).isEqualTo("[1in12w3text4wtext]");
    assertThat(site.get(page)).isEqualTo("[1in12w3text4wtext]");
  }

  private static String rawInclude(String path) {
    return "<% request.getRequestDispatcher(\"" + path + "\").include(request, response); %>";
  }
}
