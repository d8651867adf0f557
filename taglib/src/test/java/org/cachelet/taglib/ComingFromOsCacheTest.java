// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page for those who come from other tags says, row by row, in pages that run. */
final class ComingFromOsCacheTest extends JspTests {
  private static final String END = "</cache:fragment>";

  @Test
  void page_namesOnlyTagsAndAttributesThatThereAre() throws Exception {
    String page = Files.readString(Path.of("../docs/coming-from-oscache.md"));
    String tags =
        TldTest.tags().stream()
            .map(tag -> tag.getName() + "|")
            .reduce("", String::concat)
            .replaceFirst("\\|$", "");
    assertThat(page.split("<cache:", -1).length - 1)
        .isEqualTo(page.split("<cache:(" + tags + "|cache|invalidate)\\b", -1).length - 1);
    assertThat(rows(page)).allMatch(row -> row.split("\\|").length == 3 || row.contains("\\|"));
    assertThat(rows(page)).hasSizeGreaterThan(20);
  }

  private static List<String> rows(String page) {
    return page.lines().filter(line -> line.startsWith("| `")).toList();
  }

  @Test
  void key_becomesNameAndVary() throws Exception {
    String page = page("<cache:fragment name='k' vary='${param.id}'>" + MADE + END);
    assertThat(site.get(page + "?id=1")).isEqualTo("1");
    assertThat(site.get(page + "?id=2")).isEqualTo("2");
    assertThat(site.get(page + "?id=1")).isEqualTo("1");
  }

  @Test
  void missingKey_becomesThePathAndTheParametersThatTheBodyReads() throws Exception {
    String page = page("<cache:fragment name='n' varyBy='path,param:id'>${param.id}" + MADE + END);
    assertThat(site.get(page + "?id=a&other=1")).isEqualTo("a1");
    assertThat(site.get(page + "?id=b")).isEqualTo("b2");
    assertThat(site.get(page + "?id=a&other=2")).isEqualTo("a1");
    String query =
        page(
            "<cache:fragment name='n' varyBy='path,query'><%= request.getQueryString() %>"
                + MADE
                + END);
    assertThat(site.get(query + "?id=a")).isEqualTo("id=a3");
    assertThat(site.get(query + "?id=b")).isEqualTo("id=b4");
    assertThat(site.get(query + "?id=a")).isEqualTo("id=a3");
  }

  @Test
  void sessionScope_becomesAnInputOfTheSession() throws Exception {
    String page =
        pageWithSession(
            "<% session.setAttribute(\"name\", request.getHeader(\"n\")); %>"
                + "<cache:fragment name='k' varyBy='session:name'>${sessionScope.name}"
                + MADE
                + END);
    assertThat(site.get(page, "n", "ann")).isEqualTo("ann1");
    assertThat(site.get(page, "n", "bob")).isEqualTo("bob2");
    assertThat(site.get(page, "n", "ann")).isEqualTo("ann1");
  }

  @Test
  void time_becomesTtl_inEitherNotation() throws Exception {
    String page =
        page(
            "<cache:fragment name='a' ttl='10m'>"
                + MADE
                + "</cache:fragment>,<cache:fragment name='b' ttl='PT10M'>"
                + MADE
                + "</cache:fragment>,<cache:fragment name='c' ttl='36500d'>"
                + MADE
                + END);
    assertThat(site.get(page)).isEqualTo("1,2,3");
    time.pass(Duration.ofMinutes(9));
    assertThat(site.get(page)).isEqualTo("1,2,3");
    time.pass(Duration.ofMinutes(1));
    assertThat(site.get(page)).isEqualTo("4,5,3");
  }

  @Test
  void refresh_becomesEvictBeforeTheFragment() throws Exception {
    String page =
        page(
            "<c:if test='${param.refresh}'><cache:evict name='refreshed'/></c:if>"
                + "<cache:fragment name='refreshed'>"
                + MADE
                + END);
    assertThat(site.get(page)).isEqualTo("1");
    assertThat(site.get(page + "?refresh=true")).isEqualTo("2");
    assertThat(site.get(page)).isEqualTo("2");
  }

  @Test
  void silentMode_becomesVar() throws Exception {
    String page = page("<cache:fragment name='k' var='text'>" + MADE + END + "[${text}]");
    assertThat(site.get(page)).isEqualTo("[1]");
    assertThat(site.get(page)).isEqualTo("[1]");
  }

  @Test
  void groups_becomeTags_andFlushesBecomeEvict() throws Exception {
    String page =
        page(
            "<cache:fragment name='grouped' tags='os-a,os-b' vary='${param.v}'>"
                + MADE
                + "<cache:tag name='os-added'/>"
                + END);
    assertThat(site.get(page)).isEqualTo("1");
    site.get(page("<cache:evict name='grouped'/>"));
    assertThat(site.get(page)).isEqualTo("2");
    site.get(page("<cache:evict tags='os-b'/>"));
    assertThat(site.get(page)).isEqualTo("3");
    site.get(page("<cache:evict tags='os-added'/>"));
    assertThat(site.get(page)).isEqualTo("4");
    assertThat(site.get(page + "?v=1")).isEqualTo("5");
    site.get(page("<cache:evict name='grouped' vary='1'/>"));
    assertThat(site.get(page)).isEqualTo("4");
    assertThat(site.get(page + "?v=1")).isEqualTo("6");
    caches.clear();
    assertThat(site.get(page)).isEqualTo("7");
  }

  @Test
  void language_becomesTheLocale_orAValue() throws Exception {
    String page =
        page(
            "<cache:fragment name='a' varyBy='locale'>${pageContext.request.locale}"
                + MADE
                + "</cache:fragment>,<cache:fragment name='b' vary='${param.language}'>"
                + MADE
                + END);
    assertThat(site.get(page + "?language=de", "Accept-Language", "de")).isEqualTo("de1,2");
    assertThat(site.get(page + "?language=fr", "Accept-Language", "de")).isEqualTo("de1,3");
    assertThat(site.get(page + "?language=de", "Accept-Language", "fr")).isEqualTo("fr4,2");
  }

  @Test
  void usecachedInACatch_becomesNothing() throws Exception {
    String page =
        page(
            "<cache:fragment name='k' ttl='1s' staleIfError='1d'>"
                + "<%= org.cachelet.taglib.Made.orFail(\"made\") %>"
                + END);
    assertThat(site.get(page)).isEqualTo("made");
    time.pass(Duration.ofHours(23));
    Made.fail(true);
    assertThat(site.get(page)).isEqualTo("made");
  }

  @Test
  void usecachedInACondition_becomesTest() throws Exception {
    String page = page("<cache:fragment name='k' test='${empty param.fresh}'>" + MADE + END);
    assertThat(site.get(page)).isEqualTo("1");
    assertThat(site.get(page + "?fresh=1")).isEqualTo("2");
    assertThat(site.get(page)).isEqualTo("1");
  }

  @Test
  void apachesTags_becomeFragmentAndEvict() throws Exception {
    String page =
        page(
            "<c:forEach items='${[\"k\", \"l\"]}' var='key'>"
                + "<cache:fragment name='apache' vary='${key}'>"
                + MADE
                + "</cache:fragment>,</c:forEach>");
    assertThat(site.get(page)).isEqualTo("1,2,");
    site.get(page("<cache:evict name='apache' vary='k'/>"));
    assertThat(site.get(page)).isEqualTo("3,2,");
    site.get(page("<cache:evict name='apache'/>"));
    assertThat(site.get(page)).isEqualTo("4,5,");
  }

  @Test
  void value_isAnotherOne_whenItsTypeIs() throws Exception {
    String page = page("<cache:fragment name='typed' vary='${17}'>" + MADE + END);
    assertThat(site.get(page)).isEqualTo("1");
    site.get(page("<cache:evict name='typed' vary='17'/>"));
    assertThat(site.get(page)).isEqualTo("1");
    site.get(page("<cache:evict name='typed' vary='${17}'/>"));
    assertThat(site.get(page)).isEqualTo("2");
  }
}
