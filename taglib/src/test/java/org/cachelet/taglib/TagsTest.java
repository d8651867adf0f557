// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tags in pages that Jasper compiles, in the container of the class path. */
final class TagsTest {
  private static final String MADE = "<%= org.cachelet.taglib.Made.next(\"x\") %>";

  private final PassingTime time = new PassingTime();
  private final Caches caches = caches();
  private final Path folder = temporary();
  private final JspSite site = new JspSite(folder, caches);
  private final List<JspSite> nodes = new ArrayList<>();

  private Caches caches() {
    return Caches.builder()
        .withoutJmx()
        .time(time)
        .options(name -> CacheOptions.DEFAULT.withJitter(0).withEarlyRenewal(0))
        .build();
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("jsp"); // Jasper keeps files open for as long as it likes
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void begin() {
    Made.reset();
  }

  @AfterEach
  void end() throws Exception {
    for (JspSite node : nodes) {
      node.stop();
    }
    site.stop();
    caches.close();
  }

  @Test
  void fragment_isMadeOnce_withScriptletsInItsBody() throws Exception {
    site.page(
        "/a.jsp",
        "[<cache:fragment name='f'>\n<% for (int i = 0; i < 2; i++) { %>("
            + MADE
            + ")<% } %>\n</cache:fragment>]<%= 6 * 7 %>");
    assertThat(site.get("/a.jsp")).isEqualTo("[\n(1)(2)\n]42");
    assertThat(site.get("/a.jsp")).isEqualTo("[\n(1)(2)\n]42");
  }

  @Test
  void fragment_isMadeAnew_afterItsTtl() throws Exception {
    site.page("/a.jsp", "<cache:fragment name='f' ttl='10s'>" + MADE + "</cache:fragment>");
    assertThat(site.get("/a.jsp")).isEqualTo("1");
    time.pass(Duration.ofSeconds(9));
    assertThat(site.get("/a.jsp")).isEqualTo("1");
    time.pass(Duration.ofSeconds(1));
    assertThat(site.get("/a.jsp")).isEqualTo("2");
  }

  @Test
  void fragment_variesByItsValues() throws Exception {
    site.page(
        "/a.jsp",
        "<cache:fragment name='f' vary='${[param.a, param.b]}' varyBy='param:a,param:b'>${param.a}-"
            + "${param.b}"
            + MADE
            + "</cache:fragment>");
    assertThat(site.get("/a.jsp?a=1%7C2&b=3")).isEqualTo("1|2-31");
    assertThat(site.get("/a.jsp?a=1&b=2%7C3")).isEqualTo("1-2|32");
    assertThat(site.get("/a.jsp?a=1%7C2&b=3")).isEqualTo("1|2-31");
    assertThat(site.get("/a.jsp?a=1")).isEqualTo("1-3");
    assertThat(site.get("/a.jsp?a=1&b=")).isEqualTo("1-4");
  }

  @Test
  void fragment_variesByNestedValues() throws Exception {
    site.page(
        "/a.jsp",
        "<c:forEach items='${[1, 2, 1]}' var='i'><cache:fragment name='f'>\n"
            + " <cache:vary value='${i}'/>\n <cache:vary value='x'/>${i}."
            + MADE
            + "</cache:fragment>|</c:forEach>");
    String first = site.get("/a.jsp").replaceAll("\\s", "");
    assertThat(first).isEqualTo("1.1|2.2|1.3|");
    String second = site.get("/a.jsp");
    assertThat(second.replaceAll("\\s", "")).isEqualTo("1.3|2.2|1.3|");
    assertThat(site.get("/a.jsp")).isEqualTo(second);
    assertThat(Made.count("x")).isEqualTo(3);
  }

  @Test
  void fragment_isExecutedAsIfWithoutTheTag_whenTestIsFalse() throws Exception {
    site.page(
        "/a.jsp", "<cache:fragment name='f' test='${param.cached}'>" + MADE + "</cache:fragment>");
    assertThat(site.get("/a.jsp?cached=true")).isEqualTo("1");
    assertThat(site.get("/a.jsp?cached=false")).isEqualTo("2");
    assertThat(site.get("/a.jsp?cached=true")).isEqualTo("1");
  }

  @Test
  void fragmentsWithOneName_areApart_inOnePageAndInTwo_unlessShared() throws Exception {
    site.page(
        "/a.jsp",
        "<cache:fragment name='f'>a</cache:fragment><cache:fragment name='f'>b</cache:fragment>"
            + "<cache:fragment name='s' shared='true'>one</cache:fragment>");
    site.page(
        "/b.jsp",
        "<cache:fragment name='f'>c</cache:fragment>"
            + "<cache:fragment name='s' shared='true'>two</cache:fragment>");
    assertThat(site.get("/a.jsp")).isEqualTo("abone");
    assertThat(site.get("/b.jsp")).isEqualTo("cone");
    assertThat(site.get("/a.jsp")).isEqualTo("abone");
  }

  @Test
  void fragmentsOfATagFile_areApartFromThoseOfThePage() throws Exception {
    site.file(
        "/WEB-INF/tags/box.tag",
        "<%@ taglib prefix=\"cache\" uri=\"https://cachelet.org/tags\" %>"
            + "<cache:fragment name='f'>tag"
            + MADE
            + "</cache:fragment>"
            + "<jsp:doBody/>");
    site.page(
        "/a.jsp",
        "<%@ taglib prefix='t' tagdir='/WEB-INF/tags' %><t:box>"
            + "<cache:fragment name='f'>body</cache:fragment></t:box>");
    assertThat(site.get("/a.jsp")).isEqualTo("tag1body");
    assertThat(site.get("/a.jsp")).isEqualTo("tag1body");
  }

  @Test
  void condition_inFrontOfAFragment_changesNothing() throws Exception {
    site.page(
        "/a.jsp",
        "<c:if test='${param.more}'><cache:fragment name='more'>more</cache:fragment></c:if>"
            + "<cache:fragment name='f'>"
            + MADE
            + "</cache:fragment>");
    assertThat(site.get("/a.jsp?more=true")).isEqualTo("more1");
    assertThat(site.get("/a.jsp")).isEqualTo("1");
    assertThat(site.get("/a.jsp?more=true")).isEqualTo("more1");
  }

  @Test
  void outerFragment_isMadeAnew_whenAnInnerOneInAnIncludedPageIsInvalidated() throws Exception {
    site.page("/in.jsp", "<cache:fragment name='in' tags='t'>in" + MADE + "</cache:fragment>");
    site.page(
        "/a.jsp",
        "<cache:fragment name='out'>out<%= org.cachelet.taglib.Made.next(\"out\") %>"
            + "<jsp:include page='in.jsp'/><cache:fragment name='other'>other"
            + "<%= org.cachelet.taglib.Made.next(\"other\") %></cache:fragment></cache:fragment>");
    assertThat(site.get("/a.jsp")).isEqualTo("out1in1other1");
    assertThat(site.get("/a.jsp")).isEqualTo("out1in1other1");
    caches.invalidateTags("t");
    assertThat(site.get("/a.jsp")).isEqualTo("out2in2other1");
    caches.fragments().invalidate("in");
    assertThat(site.get("/a.jsp")).isEqualTo("out3in3other1");
  }

  @Test
  void page_keepsItsFragments_onAnotherNode_untilItChanges() throws Exception {
    site.file("/part.jspf", "static");
    site.page("/WEB-INF/dyn-1.jsp", "dynamic");
    String page =
        "<cache:fragment name='f'><%@ include file='part.jspf' %>"
            + "<jsp:include page='/WEB-INF/dyn-1.jsp'/>"
            + MADE
            + "</cache:fragment>";
    site.page("/a.jsp", page);
    assertThat(site.get("/a.jsp")).isEqualTo("staticdynamic1");
    JspSite two = node("two");
    two.file("/part.jspf", "static").page("/WEB-INF/dyn-1.jsp", "dynamic").page("/a.jsp", page);
    assertThat(two.get("/a.jsp")).isEqualTo("staticdynamic1");
    JspSite three = node("three");
    three.file("/part.jspf", "STATIC").page("/WEB-INF/dyn-1.jsp", "dynamic").page("/a.jsp", page);
    assertThat(three.get("/a.jsp")).isEqualTo("STATICdynamic2");
    JspSite four = node("four");
    four.file("/part.jspf", "static").page("/WEB-INF/dyn-1.jsp", "DYNAMIC").page("/a.jsp", page);
    assertThat(four.get("/a.jsp")).isEqualTo("staticDYNAMIC3");
    assertThat(site.get("/a.jsp")).isEqualTo("staticdynamic1");
  }

  @Test
  void pageWhoseNameIsComputed_isAPartOfTheKey() throws Exception {
    String page =
        "<% pageContext.setAttribute(\"dyn\", \"/dyn\" + \".jsp\"); %><cache:fragment name='f'>"
            + "<jsp:include page='${dyn}'/>"
            + MADE
            + "</cache:fragment>";
    site.page("/a.jsp", page).page("/dyn.jsp", "old");
    assertThat(site.get("/a.jsp")).isEqualTo("old1");
    assertThat(site.get("/a.jsp")).isEqualTo("old1");
    JspSite two = node("two");
    two.page("/a.jsp", page).page("/dyn.jsp", "new");
    assertThat(two.get("/a.jsp")).isEqualTo("new2");
    assertThat(two.get("/a.jsp")).isEqualTo("new2");
    assertThat(site.get("/a.jsp")).isEqualTo("old1");
  }

  private JspSite node(String name) throws Exception {
    JspSite node = new JspSite(folder.resolve(name), caches);
    nodes.add(node); // stopped with the test, since that ends the caches, too
    return node;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "response.setStatus(201);",
        "response.addHeader(\"X-A\", \"b\");",
        "response.addCookie(new jakarta.servlet.http.Cookie(\"a\", \"b\"));",
        "request.setAttribute(\"a\", \"b\");",
        "request.getSession();",
        "response.sendError(503);",
        "response.sendRedirect(\"/elsewhere\");",
        "response.flushBuffer();",
        "request.getHeader(\"X-A\");",
        "request.getRemoteAddr();",
        "request.getCookies();",
        "request.isUserInRole(\"admin\");",
        "request.getUserPrincipal();",
        "request.getQueryString();",
        "request.getLocale();",
        "org.cachelet.cache.Dependencies.current().refuse(\"no\");",
      })
  void fragment_isNotStored_whenItsBodyDoesOrReadsMore(String scriptlet) throws Exception {
    site.page(
        "/a.jsp", "<cache:fragment name='f'>" + MADE + "<% " + scriptlet + " %></cache:fragment>");
    site.send("/a.jsp");
    site.send("/a.jsp");
    assertThat(Made.count("x")).isEqualTo(2);
  }

  @Test
  void fragment_isNotStored_whenItShowsTheSessionOfAVisitor() throws Exception {
    site.file(
        "/a.jsp",
        JspSite.HEAD.replace("session=\"false\"", "session=\"true\"")
            + "<% if (request.getParameter(\"n\") != null) session.setAttribute(\"name\","
            + " request.getParameter(\"n\")); %><cache:fragment name='f'>${name}</cache:fragment>"
            + "<cache:fragment name='g' varyBy='session:name'>${name}"
            + MADE
            + "</cache:fragment>");
    String ann = cookie(site.send("/a.jsp?n=ann"));
    String bob = cookie(site.send("/a.jsp?n=bob"));
    assertThat(site.get("/a.jsp", "Cookie", ann)).isEqualTo("annann1");
    assertThat(site.get("/a.jsp", "Cookie", bob)).isEqualTo("bobbob2");
  }

  @Test
  void fragment_variesByCookie() throws Exception {
    site.page(
        "/a.jsp",
        "<cache:fragment name='f' varyBy='cookie:theme'>${cookie.theme.value}"
            + MADE
            + "</cache:fragment>");
    assertThat(site.get("/a.jsp", "Cookie", "theme=dark; other=1")).isEqualTo("dark1");
    assertThat(site.get("/a.jsp", "Cookie", "theme=light; other=2")).isEqualTo("light2");
    assertThat(site.get("/a.jsp", "Cookie", "theme=dark; other=3")).isEqualTo("dark1");
  }

  private static String cookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  @Test
  void staleFragment_standsInForAFailure_andThePageGoesOn() throws Exception {
    site.page("/in.jsp", "<%= org.cachelet.taglib.Made.orFail(\"made\") %>");
    site.page(
        "/a.jsp",
        "[<cache:fragment name='f' ttl='1s' staleIfError='1h'>half "
            + "<jsp:include page='/in.jsp'/></cache:fragment>]");
    assertThat(site.get("/a.jsp")).isEqualTo("[half made]");
    time.pass(Duration.ofSeconds(2));
    Made.fail(true);
    assertThat(site.get("/a.jsp")).isEqualTo("[half made]");
    time.pass(Duration.ofHours(2));
    assertThat(site.send("/a.jsp").statusCode()).isEqualTo(500);
    Made.fail(false);
    assertThat(site.get("/a.jsp")).isEqualTo("[half made]");
  }

  @Test
  void failure_leavesNothing_whenItIsHidden() throws Exception {
    site.page(
        "/a.jsp",
        "[<cache:fragment name='f' onError='hide'>half <%="
            + " org.cachelet.taglib.Made.orFail(\"made\") %></cache:fragment>]");
    Made.fail(true);
    assertThat(site.get("/a.jsp")).isEqualTo("[]");
    Made.fail(false);
    assertThat(site.get("/a.jsp")).isEqualTo("[half made]");
  }

  @Test
  void bodyThatEndsThePage_isNotStored() throws Exception {
    site.page(
        "/a.jsp",
        "<cache:fragment name='f'>"
            + MADE
            + "<% if (request.getAttribute(\"never\") == null) return; %></cache:fragment>");
    site.page("/b.jsp", "<cache:fragment name='f'>" + MADE + "</cache:fragment>");
    site.send("/a.jsp");
    site.send("/a.jsp");
    assertThat(Made.count("x")).isEqualTo(2);
    assertThat(site.get("/b.jsp")).isEqualTo("3");
    assertThat(site.get("/b.jsp")).isEqualTo("3");
  }

  @Test
  void textOfIncludes_isAPartOfTheFragment_howeverTheyAreCalled() throws Exception {
    site.page("/in.jsp", "in" + MADE);
    site.servlet("/servlet", (request, response) -> response.getWriter().write("servlet"));
    site.file("/text.txt", "text");
    site.page(
        "/a.jsp",
        "[<cache:fragment name='f'>1"
            + rawInclude("/in.jsp")
            + "2"
            + rawInclude("/servlet")
            + "3"
            + rawInclude("/text.txt")
            + "4"
            + "<c:import url='/servlet'/></cache:fragment>]");
    assertThat(site.get("/a.jsp")).isEqualTo("[1in12servlet3text4servlet]");
    assertThat(site.get("/a.jsp")).isEqualTo("[1in12servlet3text4servlet]");
  }

  private static String rawInclude(String path) {
    return "<% request.getRequestDispatcher(\"" + path + "\").include(request, response); %>";
  }

  @Test
  void variable_takesTheText() throws Exception {
    site.page(
        "/a.jsp",
        "<cache:fragment name='f' var='text' scope='request'>"
            + MADE
            + "</cache:fragment>[${requestScope.text}]");
    assertThat(site.get("/a.jsp")).isEqualTo("[1]");
    assertThat(site.get("/a.jsp")).isEqualTo("[1]");
  }

  @Test
  void exportedVariables_areThereAfterAHit() throws Exception {
    site.page(
        "/a.jsp",
        "<cache:fragment name='f' export='title, count'><c:set var='title' value='T'/>"
            + "<% pageContext.setAttribute(\"count\", 2L); %>"
            + MADE
            + "</cache:fragment>${title}${count + 1}");
    assertThat(site.get("/a.jsp")).isEqualTo("1T3");
    assertThat(site.get("/a.jsp")).isEqualTo("1T3");
  }

  @Test
  void holes_areFilledForEachRequest() throws Exception {
    site.page("/mini.jsp", "mini<%= org.cachelet.taglib.Made.next(\"mini\") %>");
    site.page(
        "/a.jsp",
        "<cache:fragment name='f'>"
            + MADE
            + "[<cache:hole path='/mini.jsp'/>]<cache:fragment name='in'>(<cache:hole"
            + " path='/mini.jsp'/>)</cache:fragment></cache:fragment><cache:hole"
            + " path='/mini.jsp'/>");
    assertThat(site.get("/a.jsp")).isEqualTo("1[mini1](mini2)mini3");
    assertThat(site.get("/a.jsp")).isEqualTo("1[mini4](mini5)mini6");
  }

  @Test
  void fragment_isNotStored_whenTheTokenOfAVisitorIsInIt() throws Exception {
    String token =
        "<% request.setAttribute(\"_csrf\", \"token-of-\" + request.getParameter(\"n\"));" + " %>";
    site.page(
        "/a.jsp",
        token
            + "<cache:fragment name='f'>${_csrf}</cache:fragment>,<cache:fragment name='g'>"
            + MADE
            + "<cache:hole value='csrf'/></cache:fragment>");
    assertThat(site.get("/a.jsp?n=ann")).isEqualTo("token-of-ann,1token-of-ann");
    assertThat(site.get("/a.jsp?n=bob")).isEqualTo("token-of-bob,1token-of-bob");
  }

  @Test
  void forEach_makesOnlyTheRowsThatAreMissing() throws Exception {
    site.page(
        "/a.jsp",
        "<cache:forEach items='${paramValues.id}' var='id' name='row' vary='#{id}'"
            + " tags='row:#{id}' ttl='1h'>${id}.<% int n = org.cachelet.taglib.Made.next(\"x\");"
            + " %><%= n %> </cache:forEach>${id}");
    assertThat(site.get("/a.jsp?id=a&id=b&id=c")).isEqualTo("a.1 b.2 c.3 ");
    assertThat(site.get("/a.jsp?id=c&id=b&id=a")).isEqualTo("c.3 b.2 a.1 ");
    caches.invalidateTags("row:b");
    assertThat(site.get("/a.jsp?id=c&id=b&id=d&id=a")).isEqualTo("c.3 b.4 d.5 a.1 ");
    caches.fragments().invalidate("row", "a");
    assertThat(site.get("/a.jsp?id=a")).isEqualTo("a.6 ");
    assertThat(site.get("/a.jsp")).isEmpty();
  }

  @Test
  void forEach_writesStaleRows_whenARowFails() throws Exception {
    site.page(
        "/a.jsp",
        "<cache:forEach items='${[1, 2, 3]}' var='id' name='row' ttl='1s' staleIfError='1h'>${id}"
            + "<%= org.cachelet.taglib.Made.orFail(\".\") %></cache:forEach>!");
    assertThat(site.get("/a.jsp")).isEqualTo("1.2.3.!");
    time.pass(Duration.ofSeconds(2));
    Made.fail(true);
    assertThat(site.get("/a.jsp")).isEqualTo("1.2.3.!");
    time.pass(Duration.ofHours(2));
    assertThat(site.send("/a.jsp").statusCode()).isEqualTo(500);
  }

  @Test
  void include_isCachedByItsOwnRule() throws Exception {
    site.page("/in.jsp", "in${param.p}." + MADE);
    site.page(
        "/a.jsp",
        "[<cache:include path='/in.jsp?p=1' ttl='10s' tags='in' varyBy='param:p'/>]"
            + "[<cache:include path='in.jsp?p=2' varyBy='param:p'/>]");
    assertThat(site.get("/a.jsp")).isEqualTo("[in1.1][in2.2]");
    assertThat(site.get("/a.jsp")).isEqualTo("[in1.1][in2.2]");
    time.pass(Duration.ofSeconds(10));
    assertThat(site.get("/a.jsp")).isEqualTo("[in1.3][in2.2]");
    caches.fragments().invalidate("/in.jsp", "/in.jsp?p=2");
    assertThat(site.get("/a.jsp")).isEqualTo("[in1.3][in2.4]");
  }

  @Test
  void evict_invalidatesByNameValuesAndTags() throws Exception {
    site.page(
        "/a.jsp",
        "<c:forEach items='${[1, 2]}' var='i'><cache:fragment name='f' vary='${i}' tags='t${i}'>"
            + MADE
            + "</cache:fragment>,</c:forEach>");
    site.page("/one.jsp", "<cache:evict name='f' vary='${1}'/>");
    site.page("/all.jsp", "<cache:evict name='f'/>");
    site.page("/tag.jsp", "<cache:evict tags='t2,other'/>");
    assertThat(site.get("/a.jsp")).isEqualTo("1,2,");
    site.get("/one.jsp");
    assertThat(site.get("/a.jsp")).isEqualTo("3,2,");
    site.get("/tag.jsp");
    assertThat(site.get("/a.jsp")).isEqualTo("3,4,");
    site.get("/all.jsp");
    assertThat(site.get("/a.jsp")).isEqualTo("5,6,");
  }

  @Test
  void pageTagAndRefuseTag_reachTheContentAround() throws Exception {
    site.page(
        "/a.jsp",
        "<cache:fragment name='f' ttl='1h'>"
            + MADE
            + "<cache:page ttl='5s' tags='p'/><cache:tag name='${\"q\"}'/></cache:fragment>");
    site.page(
        "/b.jsp",
        "<cache:fragment name='f'>" + MADE + "<cache:refuse reason='it is'/></cache:fragment>");
    assertThat(site.get("/a.jsp")).isEqualTo("1");
    assertThat(site.get("/a.jsp")).isEqualTo("1");
    time.pass(Duration.ofSeconds(5));
    assertThat(site.get("/a.jsp")).isEqualTo("2");
    caches.invalidateTags("p");
    assertThat(site.get("/a.jsp")).isEqualTo("3");
    caches.invalidateTags("q");
    assertThat(site.get("/a.jsp")).isEqualTo("4");
    assertThat(site.get("/b.jsp")).isEqualTo("5");
    assertThat(site.get("/b.jsp")).isEqualTo("6");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "<cache:fragment>a</cache:fragment> | name",
        "<cache:fragment name=''>a</cache:fragment> | name of the fragment is '', allowed are 1 to",
        "<cache:fragment name='f' ttl='ten'>a</cache:fragment>"
            + " | ttl is 'ten', allowed is a duration such as 30s",
        "<cache:fragment name='f' varyBy='moon'>a</cache:fragment>"
            + " | varyBy is 'moon', allowed are authenticated",
        "<cache:fragment name='f' onError='panic'>a</cache:fragment>"
            + " | onError is 'panic', allowed is stale, hide or fail",
        "<cache:fragment name='f' var='v' scope='moon'>a</cache:fragment>"
            + " | scope is 'moon', allowed is application, page, request, session",
        "<cache:forEach name='f' items='${[1]}' var='i' ttl='ten'>a</cache:forEach> | ttl is 'ten'",
      })
  void mistakeInAPage_isToldWithItsLine_whenThePageIsTranslated(String tag, String message)
      throws Exception {
    site.page("/a.jsp", "\n\n" + tag);
    assertThat(unescaped(site.send("/a.jsp"))).contains("/a.jsp (line: [3]", message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "<cache:fragment name='f' ttl='${\"ten\"}'>a</cache:fragment>"
            + " | /a.jsp, <cache:fragment name=\"f\">: ttl is 'ten', allowed is a duration",
        "<cache:fragment name='f' vary='${pageContext}'>a</cache:fragment>"
            + " | /a.jsp, <cache:fragment name=\"f\">: value 1 in vary of fragment 'f' is a org.",
        "<cache:fragment name='f'><cache:vary value='${pageContext}'/>a</cache:fragment>"
            + "<cache:fragment name='f' vary='${pageContext}'>a</cache:fragment>"
            + " | which is not told apart by any text; allowed are texts, numbers",
        "<cache:fragment name='f' export='e'><c:set var='e' value='${[1]}'/></cache:fragment>"
            + " | export names e, which is a java.util.ArrayList, allowed are texts, numbers and",
        "<cache:forEach name='f' items='${pageContext}' var='i'>a</cache:forEach>"
            + " | items is a org.apache.jasper.runtime.PageContextImpl, allowed are collections",
        "<cache:fragment name='f'>a<cache:vary value='x'/></cache:fragment>"
            + " | <cache:vary>: allowed is a place at the very beginning of a <cache:fragment>",
        "<cache:hole value='moon'/> | hole is 'moon', known values are csrf, nonce, user",
        "<cache:hole/> | /a.jsp, <cache:hole>: allowed is either a value or a path",
        "<cache:evict/> | /a.jsp, <cache:evict>: allowed are a name, tags or both, here is none",
      })
  void mistakeInAValue_isToldWithItsPageAndTag(String tag, String message) throws Exception {
    site.page("/a.jsp", tag);
    assertThat(unescaped(site.send("/a.jsp"))).contains(message);
  }

  private static String unescaped(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(500);
    return response
        .body()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&apos;", "'")
        .replace("&#47;", "/");
  }
}
