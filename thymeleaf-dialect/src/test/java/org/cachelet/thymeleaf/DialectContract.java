// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.cachelet.cache.CacheKeyed;
import org.cachelet.cache.servlet.HoleValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.dialect.IDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/** What the dialect does, with whichever flavour of Thymeleaf. */
abstract class DialectContract {
  private TestSite site;

  abstract TemplateEngine engine();

  abstract TestSite.Variables variables();

  @BeforeEach
  void start() throws Exception {
    TemplateEngine engine = engine();
    engine.addDialect(new CacheletDialect());
    site = new TestSite(engine, variables());
  }

  @AfterEach
  void stop() {
    site.close();
  }

  final TestSite site() {
    return site;
  }

  /** Each makes the same bytes when it is found as when it was made, and evaluates once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div cache:fragment='a' class='x'>[<b th:text='${count.next()}'>0</b>]</div>",
        "<div data-cache-fragment='a' data-cache-ttl='10m'>[[${count.next()}]]</div>",
        "<cache:fragment name='a' ttl='PT10M'><i>[[${count.next()}]]</i></cache:fragment>",
        "<cache:fragment name='a' th:with='x=1'>[[${count.next()}]]-[[${x}]]</cache:fragment>",
        "<img cache:fragment='a' th:alt='${count.next()}' src='x.png'/>",
        "<img cache:fragment='a' th:alt='${count.next()}' src='x.png'>",
        "<ul><li cache:fragment='a'>[[${count.next()}]]<li>two</ul>",
        "<p cache:fragment='a' th:remove='tag'>[[${count.next()}]]</p>",
        "<p cache:fragment='a' th:text='${count.next()}'>x</p>",
        "<p cache:fragment='a' th:fragment='f(x)' th:utext='${count.next()}'>x</p>",
        "<p th:switch='1'><b th:case='1' cache:fragment='a'>[[${count.next()}]]</b></p>",
        "<p th:switch='1' cache:fragment='a'><b th:case='1'>[[${count.next()}]]</b></p>",
        "<p th:object='${count}' cache:fragment='a'>[[*{next()}]]</p>",
        "<p th:inline='none' cache:fragment='a'>[[x]]<b th:text='${count.next()}'></b></p>",
        "<p th:insert='~{part :: f}' cache:fragment='a'>x</p>",
        "<p th:replace='~{part :: f}' cache:fragment='a'>x</p>",
        "<p th:replace='~{part :: f}' th:if='${true}' th:with='x=1' cache:fragment='a'>x</p>",
        "<p th:replace='~{note.txt}' cache:fragment='a'>x</p>",
        "<cache:fragment name='a' th:insert='~{part :: f}'>x</cache:fragment>",
        "<cache:fragment name='a' th:replace='~{part :: f}'/>",
        "<p cache:fragment='a'><b th:each='i : ${#numbers.sequence(1, 1)}' th:text='${count.next()}'"
            + " th:classappend='odd'></b><!-- c --><?pi x?></p>",
        "<p cache:fragment='a'>&amp;&lt;[[${count.next()}]]<br/><script th:inline='javascript'>"
            + "var a = [[${x}]];</script></p>",
      })
  void fragment_isTheSameWhenFound(String element) {
    site.templates.write("part", "<i th:fragment='f'>part [[${count.next()}]]</i>");
    site.templates.write("note.txt", "note [(${count.next()})]");
    site.templates.write("plain", "<main>before " + plain(element) + " after</main>");
    site.templates.write("page", "<main>before " + element + " after</main>");
    site.model.put("x", "</script>");
    String made = site.page("page");
    assertThat(made).doesNotContain("cache:", "cache-").endsWith(" after</main>");
    assertThat(site.page("page")).isEqualTo(made);
    assertThat(site.page("page")).isEqualTo(made);
    assertThat(site.count.value()).isEqualTo(1);
    assertThat(site.page("plain").replace("2", "1")).isEqualTo(made);
  }

  private static String plain(String element) {
    return element
        .replaceAll("(data-)?cache[:-](fragment|ttl)='[^']*'", "")
        .replaceAll("<cache:fragment name='a'( ttl='PT10M')?", "<th:block")
        .replace("</cache:fragment>", "</th:block>")
        .replace("<div  ", "<div ")
        .replaceAll(" +>", ">")
        .replaceAll("<(img|p|b|ul|li|div) +", "<$1 ");
  }

  @Test
  void declarationOfThePrefix_isNotWritten() {
    site.templates.write(
        "page", "<html xmlns:cache='urn:cachelet:thymeleaf'><b cache:fragment='a'>x</b></html>");
    assertThat(site.page("page")).isEqualTo("<html><b>x</b></html>");
  }

  @Test
  void fragment_seesWhatIsBesideIt_inItsKey() {
    site.model.put("numbers", List.of(1, 2, 3, 1, 2));
    site.templates.write(
        "page",
        "<b th:each='n : ${numbers}' th:if='${n} lt 3' th:with='m=${n * 10}'"
            + " cache:fragment='n' cache:vary='${m}' th:text='|${m}:${count.next()}|'></b>");
    String made = site.page("page");
    assertThat(made).isEqualTo("<b>10:1</b><b>20:2</b><b>10:1</b><b>20:2</b>");
    assertThat(site.page("page")).isEqualTo(made);
  }

  @Test
  void each_withInsertOnTheSameElement_iteratesFragments() {
    site.model.put("numbers", List.of(1, 2, 1));
    site.templates.write("part", "<i th:fragment='f(x)'>[[${x}]]:[[${count.next()}]]</i>");
    site.templates.write(
        "page",
        "<b th:each='n : ${numbers}' th:insert='~{part :: f(${n})}' cache:fragment='n'"
            + " cache:vary='${n}'></b>");
    String made = site.page("page");
    assertThat(made).isEqualTo("<b><i>1:1</i></b><b><i>2:2</i></b><b><i>1:1</i></b>");
    assertThat(site.page("page")).isEqualTo(made);
  }

  @Test
  void fragment_isNotShown_whenItsConditionIsFalse() {
    site.model.put("show", false);
    site.templates.write("part", "<i th:fragment='f'>part</i>");
    site.templates.write(
        "page",
        "<b th:if='${show}' cache:fragment='a'>A</b>"
            + "<b th:if='${show}' th:insert='~{part :: f}' cache:fragment='b'>B</b>.");
    assertThat(site.page("page")).isEqualTo(".");
    site.model.put("show", true);
    assertThat(site.page("page")).isEqualTo("<b>A</b><b><i>part</i></b>.");
    site.model.put("show", false);
    assertThat(site.page("page")).isEqualTo(".");
  }

  @Test
  void storedText_isNeverATemplate() {
    site.model.put("text", "[[${7*7}]] [(${7*7})] <b th:text=\"${7*7}\">x</b> __${7*7}__");
    site.templates.write(
        "page",
        "<p cache:fragment='a' th:utext='${text}'></p><p cache:fragment='b'>[(${text})]</p>");
    String made = site.page("page");
    assertThat(made).contains("[[${7*7}]] [(${7*7})] <b th:text").doesNotContain("49");
    assertThat(site.page("page")).isEqualTo(made);
  }

  @Test
  void keys_differByName_vary_andLocale() {
    site.templates.write(
        "page", "<p cache:fragment='${name}' cache:vary='${x}, ${y}'>[[${count.next()}]]</p>");
    site.model.put("name", "a");
    site.model.put("x", "a|b");
    site.model.put("y", "c");
    assertThat(site.page("page")).isEqualTo("<p>1</p>");
    site.model.put("x", "a");
    site.model.put("y", "b|c");
    assertThat(site.page("page")).isEqualTo("<p>2</p>");
    site.model.put("name", "b");
    assertThat(site.page("page")).isEqualTo("<p>3</p>");
    assertThat(site.page("page", "Accept-Language", "de")).isEqualTo("<p>4</p>");
    assertThat(site.page("page", "Accept-Language", "de")).isEqualTo("<p>4</p>");
    assertThat(site.page("page")).isEqualTo("<p>3</p>");
  }

  @Test
  void varyBy_keepsVisitorsApart() {
    site.templates.write(
        "page", "<p cache:fragment='a' cache:vary-by='user'>[[${count.next()}]]</p>");
    assertThat(site.page("page", "X-User", "ann")).isEqualTo("<p>1</p>");
    assertThat(site.page("page", "X-User", "bob")).isEqualTo("<p>2</p>");
    assertThat(site.page("page", "X-User", "ann")).isEqualTo("<p>1</p>");
    assertThat(site.page("page")).isEqualTo("<p>3</p>");
  }

  @Test
  void fragment_isNotStored_whenItReadsTheSessionOrAParameterThatIsNotInItsKey() {
    site.templates.write("session", "<p cache:fragment='a'>[[${session.name}]]</p>");
    site.templates.write("param", "<p cache:fragment='b'>[[${param.q}]]</p>");
    site.templates.write(
        "keyed",
        "<p cache:fragment='a' cache:vary-by='session:name'>[[${session.name}]]"
            + "[[${count.next()}]]</p>");
    TestSite.Visitor ann = site.visitor();
    ann.get("/visit?name=ann");
    assertThat(ann.page("session")).isEqualTo("<p>ann</p>");
    assertThat(site.page("session")).isEqualTo("<p></p>");
    assertThat(site.page("param?q=1")).isEqualTo("<p>1</p>");
    assertThat(site.page("param?q=2")).isEqualTo("<p>2</p>");
    assertThat(ann.page("keyed")).isEqualTo("<p>ann1</p>");
    assertThat(site.page("keyed")).isEqualTo("<p>2</p>");
    assertThat(ann.page("keyed")).isEqualTo("<p>ann1</p>");
  }

  @Test
  void templates_doNotShareFragments_unlessTheyAskForIt() {
    for (String page : List.of("one", "two")) {
      site.templates.write(
          page,
          page
              + "<b cache:fragment='a'>[[${count.next()}]]</b>"
              + "<b cache:fragment='s' cache:shared='true'>[[${count.next()}]]</b>");
    }
    assertThat(site.page("one")).isEqualTo("one<b>1</b><b>2</b>");
    assertThat(site.page("two")).isEqualTo("two<b>3</b><b>2</b>");
    assertThat(site.page("one")).isEqualTo("one<b>1</b><b>2</b>");
  }

  @Test
  void pages_shareTheFragmentsOfTheTemplateThatTheyInclude() {
    site.templates.write("part", "<b th:fragment='f' cache:fragment='a'>[[${count.next()}]]</b>");
    site.templates.write("one", "1<i th:replace='~{part :: f}'></i>");
    site.templates.write("two", "2<i th:replace='~{part :: f}'></i>");
    assertThat(site.page("one")).isEqualTo("1<b>1</b>");
    assertThat(site.page("two")).isEqualTo("2<b>1</b>");
  }

  @Test
  void changedTemplate_makesItsFragmentsAnew() {
    site.templates.write("page", "<b cache:fragment='a'>[[${count.next()}]]</b>");
    assertThat(site.page("page")).isEqualTo("<b>1</b>");
    site.templates.write("page", "<b cache:fragment='a'>new [[${count.next()}]]</b>");
    site.engine().clearTemplateCache();
    assertThat(site.page("page")).isEqualTo("<b>new 2</b>");
    site.templates.write("page", "<b cache:fragment='a'>[[${count.next()}]]</b>");
    site.engine().clearTemplateCache();
    assertThat(site.page("page")).as("the old one is there again").isEqualTo("<b>1</b>");
  }

  @Test
  void changedTemplate_isSeenAtOnce_whenTemplatesAreNotKept() {
    site.templates.setCacheable(false);
    site.templates.write("page", "<b cache:fragment='a'>[[${count.next()}]]</b>");
    assertThat(site.page("page") + site.page("page")).isEqualTo("<b>1</b><b>1</b>");
    site.templates.write("page", "<b cache:fragment='a'>new [[${count.next()}]]</b>");
    assertThat(site.page("page")).isEqualTo("<b>new 2</b>");
  }

  @Test
  void changedInclude_makesTheFragmentsAnewThatIncludeIt_alsoThroughOthers() {
    site.templates.write("inner", "<i th:fragment='f'>old</i>");
    site.templates.write("middle", "<u th:fragment='f' th:insert='~{inner :: f}'></u>");
    site.templates.write(
        "page",
        "<b cache:fragment='a' cache:vary='${x}'><s cache:fragment='b'"
            + " th:insert='~{middle :: f}'></s>[[${count.next()}]]</b>");
    site.model.put("x", 1);
    String old = site.page("page");
    assertThat(old).isEqualTo("<b><s><u><i>old</i></u></s>1</b>");
    assertThat(site.page("page")).isEqualTo(old);
    site.model.put("x", 2);
    assertThat(site.page("page")).contains("2</b>");
    site.templates.write("inner", "<i th:fragment='f'>new</i>");
    site.engine().clearTemplateCache();
    assertThat(site.page("page")).isEqualTo("<b><s><u><i>new</i></u></s>3</b>");
    site.model.put("x", 1);
    assertThat(site.page("page")).isEqualTo("<b><s><u><i>new</i></u></s>4</b>");
  }

  @Test
  void changedInclude_makesTheFragmentsAnew_inWhichOneWasFoundThatIncludesIt() {
    site.templates.write("inner", "<i th:fragment='f'>old</i>");
    site.templates.write(
        "part", "<u th:fragment='f'><s cache:fragment='b' th:insert='~{inner :: f}'></s></u>");
    site.templates.write("one", "<b th:insert='~{part :: f}'></b>");
    site.templates.write("two", "<b cache:fragment='a' th:insert='~{part :: f}'></b>");
    String old = "<b><u><s><i>old</i></s></u></b>";
    assertThat(site.page("one")).isEqualTo(old);
    assertThat(site.page("two")).isEqualTo(old);
    site.templates.write("inner", "<i th:fragment='f'>new</i>");
    site.engine().clearTemplateCache();
    assertThat(site.page("two")).isEqualTo("<b><u><s><i>new</i></s></u></b>");
  }

  @Test
  void fragmentOfALayout_isNotSharedByThePagesThatFillIt() {
    site.templates.write(
        "layout",
        "<html th:fragment='page(content)'><b cache:fragment='a'>"
            + "<i th:replace='${content}'></i></b><u cache:fragment='b'>[[${count.next()}]]</u></html>");
    for (String page : List.of("one", "two")) {
      site.templates.write(
          page, "<html th:replace='~{layout :: page(~{::main})}'><main>" + page + "</main></html>");
    }
    for (int i = 0; i < 3; i++) {
      assertThat(site.page("one")).isEqualTo("<html><b><main>one</main></b><u>1</u></html>");
      assertThat(site.page("two")).isEqualTo("<html><b><main>two</main></b><u>1</u></html>");
    }
  }

  @Test
  void lifetimes_areAsWritten() {
    site.templates.write(
        "page",
        "<b cache:fragment='a' cache:ttl='10s' cache:stale-if-error='1m'"
            + " th:text='${count.next()}'></b>");
    assertThat(site.page("page")).isEqualTo("<b>1</b>");
    site.pass(Duration.ofSeconds(9));
    assertThat(site.page("page")).isEqualTo("<b>1</b>");
    site.pass(Duration.ofSeconds(2));
    assertThat(site.page("page")).isEqualTo("<b>2</b>");
  }

  @Test
  void staleFragment_isMadeAnewByTheOneWhoMeetsIt() {
    site.templates.write(
        "page",
        "<b cache:fragment='a' cache:ttl='10s' cache:stale-while-revalidate='1m'"
            + " th:text='${count.next()}'></b>");
    site.page("page");
    site.pass(Duration.ofSeconds(11));
    assertThat(site.page("page")).isEqualTo("<b>2</b>");
  }

  @Test
  void tags_reachFragmentsAndThoseAroundThem() {
    site.model.put("id", 7);
    site.templates.write(
        "page",
        "<b cache:fragment='a' cache:tags='catalog, |product:${id}|'>[[${count.next()}]]"
            + "<i cache:fragment='b'>[[${count.next()}]]<cache:tag name='inner'/>"
            + "<th:block th:text=\"${#cache.tag('expression', 'product:' + id)}\"></th:block></i>"
            + "<i cache:fragment='c'>[[${count.next()}]]</i></b>");
    assertThat(site.page("page")).isEqualTo("<b>1<i>2</i><i>3</i></b>");
    site.caches.invalidateTags("catalog");
    assertThat(site.page("page")).isEqualTo("<b>4<i>2</i><i>3</i></b>");
    site.caches.invalidateTags("inner");
    assertThat(site.page("page")).isEqualTo("<b>5<i>6</i><i>3</i></b>");
    site.caches.invalidateTags("expression");
    assertThat(site.page("page")).isEqualTo("<b>7<i>8</i><i>3</i></b>");
    site.caches.invalidateTags("product:7");
    assertThat(site.page("page")).isEqualTo("<b>9<i>10</i><i>3</i></b>");
    site.caches.fragments().invalidate("c");
    assertThat(site.page("page")).isEqualTo("<b>11<i>10</i><i>12</i></b>");
  }

  @Test
  void evict_makesTheFragmentAnew() {
    site.templates.write(
        "page", "<b cache:fragment='one' cache:vary='${x}'>[[${count.next()}]]</b>");
    site.templates.write("evict", "<cache:evict name='one' vary='${x}'/>done");
    site.templates.write("all", "[[${#cache.evict('one')}]]done");
    site.model.put("x", 1);
    site.page("page");
    site.model.put("x", 2);
    site.page("page");
    assertThat(site.page("evict")).isEqualTo("done");
    assertThat(site.page("page")).isEqualTo("<b>3</b>");
    site.model.put("x", 1);
    assertThat(site.page("page")).isEqualTo("<b>1</b>");
    assertThat(site.page("all")).isEqualTo("done");
    assertThat(site.page("page")).isEqualTo("<b>4</b>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<cache:refuse reason='it is random'/>",
        "[[${#cache.refuse('it is random')}]]",
        "[[${#ids.seq('a')}]]",
        "[[${response.set('X-Seen', 'yes')}]]",
        "<cache:evict name='other'/>",
        "[[${session}]]",
      })
  void fragment_isMadeEachTime_whenAHitWouldLackSomething(String part) {
    site.templates.write(
        "page", "<b cache:fragment='a'>[[${count.next()}]]<i>" + part + "</i></b>");
    site.page("page");
    site.page("page");
    assertThat(site.count.value()).isEqualTo(2);
  }

  @Test
  void limit_shortensTheLifetime() {
    site.templates.write(
        "page", "<b cache:fragment='a'>[[${count.next()}]][[${#cache.limit('5s')}]]</b>");
    site.page("page");
    site.pass(Duration.ofSeconds(6));
    assertThat(site.page("page")).isEqualTo("<b>2</b>");
  }

  @ParameterizedTest
  @CsvSource({"if, false", "if, ${off}", "unless, true", "unless, ${on}"})
  void fragment_isNotCached_whenItsConditionSaysSo(String attribute, String value) {
    site.model.put("on", true);
    site.model.put("off", false);
    site.templates.write(
        "page",
        "<b cache:fragment='a' cache:%s='%s' cache:ttl='1m'>[[${count.next()}]]</b>"
                .formatted(attribute, value)
            + "<cache:fragment name='b' %s='%s'>[[${count.next()}]]</cache:fragment>"
                .formatted(attribute, value));
    assertThat(site.page("page")).isEqualTo("<b>1</b>2");
    assertThat(site.page("page")).isEqualTo("<b>3</b>4");
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

  @Test
  void throttledPage_isTheSame() {
    site.templates.write(
        "page",
        "<p>before <b cache:fragment='a'>[[${count.next()}]] and a longer text</b>"
            + "<b th:each='x : ${#numbers.sequence(1, 3)}' cache:fragment='x' cache:vary='${x}'>"
            + "[[${x}]]</b> after</p>");
    String made = site.page("page?throttled=1");
    assertThat(made)
        .isEqualTo("<p>before <b>1 and a longer text</b><b>1</b><b>2</b><b>3</b> after</p>");
    assertThat(site.page("page?throttled=1")).isEqualTo(made);
    assertThat(site.page("page")).isEqualTo(made);
  }

  @Test
  void decoupledLogic_isAPartOfTheTemplate() {
    site.templates.setUseDecoupledLogic(true);
    site.templates.write("page", "<main><b id='x'>0</b></main>");
    site.templates.write(
        "page.th.xml",
        "<thlogic><attr sel='#x' cache:fragment='a' th:text='${count.next()}'/></thlogic>");
    assertThat(site.page("page") + site.page("page"))
        .isEqualTo("<main><b id=\"x\">1</b></main>".repeat(2).replace('"', '\''));
    site.templates.write(
        "page.th.xml",
        "<thlogic><attr sel='#x' cache:fragment='a' th:text='|new ${count.next()}|'/></thlogic>");
    site.engine().clearTemplateCache();
    assertThat(site.page("page")).contains("new 2");
  }

  @Test
  void textTemplates_haveFragments() {
    site.templates.write(
        "mail.txt",
        "Hello [# cache:fragment=\"a\" cache:ttl=\"1m\"]you [(${count.next()})][/]"
            + "[#cache:fragment name=\"b\"]two [(${count.next()})][/cache:fragment]!");
    String made = site.page("mail.txt");
    assertThat(made).isEqualTo("Hello you 1two 2!");
    assertThat(site.page("mail.txt")).isEqualTo(made);
  }

  @Test
  void links_haveNoSessionInFragments() {
    site.templates.write(
        "page", "<a th:href='@{/a}'>A</a><a cache:fragment='a' th:href='@{/b}'>B</a>");
    String page = site.page("page;jsessionid=" + site.visitor().get("/visit?x=1").body());
    assertThat(page).contains("/a;jsessionid=").contains("href='/b'");
  }

  @Test
  void tenFragments_evaluateNothing_whenTheyAreFound() {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      page.append("<b cache:fragment='f").append(i).append("'>[[${count.next()}]]</b>");
    }
    site.templates.write("page", page.toString());
    String made = site.page("page");
    assertThat(site.count.value()).isEqualTo(10);
    assertThat(site.page("page")).isEqualTo(made);
    assertThat(site.count.value()).isEqualTo(10);
  }

  @Test
  void rows_areLookedUpTogether_andOnlyMissingOnesAreMade() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(new Row(i, 1));
    }
    site.model.put("rows", rows);
    site.templates.write(
        "page",
        "<ul><li cache:each='row : ${rows}' cache:fragment='row' cache:vary='${row}'"
            + " cache:tags='|row:${row.id}|' th:text='|${row.id} ${count.next()}|'>x</li></ul>");
    String made = site.page("page");
    assertThat(made).startsWith("<ul><li>0 1</li><li>1 2</li>").endsWith("<li>99 100</li></ul>");
    assertThat(site.page("page")).isEqualTo(made);
    rows.set(3, new Row(3, 2));
    rows.set(50, new Row(50, 2));
    site.caches.invalidateTags("row:99");
    assertThat(site.page("page"))
        .contains("<li>3 101</li>", "<li>50 102</li>", "<li>99 103</li>", "<li>98 99</li>");
    assertThat(site.count.value()).isEqualTo(103);
  }

  @Test
  void rows_areIteratedPlainly_whenTheyAreNotCached_orThereAreNone() {
    site.model.put("rows", List.of(1, 2));
    site.model.put("none", List.of());
    site.templates.write(
        "page",
        "<b cache:each='row : ${rows}' cache:fragment='r' cache:vary='${row}' cache:if='false'"
            + " th:text='${count.next()}'></b>"
            + "<b cache:each='row : ${none}' cache:fragment='r' cache:vary='${row}'></b>.");
    assertThat(site.page("page")).isEqualTo("<b>1</b><b>2</b>.");
    assertThat(site.page("page")).isEqualTo("<b>3</b><b>4</b>.");
  }

  @Test
  void rows_mayBeInsertedFromOtherTemplates() {
    site.model.put("rows", List.of(1, 2));
    site.templates.write("part", "<i th:fragment='f(x)'>[[${x}]]:[[${count.next()}]]</i>");
    site.templates.write(
        "page",
        "<b cache:each='row : ${rows}' cache:fragment='r' cache:vary='${row}'"
            + " th:insert='~{part :: f(${row})}'></b>");
    String made = site.page("page");
    assertThat(made).isEqualTo("<b><i>1:1</i></b><b><i>2:2</i></b>");
    assertThat(site.page("page")).isEqualTo(made);
  }

  @Test
  void holes_areFilledForEachVisitor_inFragmentsAndOutsideOfThem() {
    HoleValues.of(site.servletContext()).put("agent", request -> request.getHeader("X-Agent"));
    site.templates.write(
        "frag", "<i th:fragment='cart(max)'>[[${session.cart}]] of [[${max}]]</i>");
    site.templates.write(
        "page",
        "<p><b cache:hole='user'>Guest</b></p><div cache:fragment='a'>[[${count.next()}]]"
            + "<s cache:fragment='b'><b cache:hole='user'>Guest</b></s>"
            + "<input name='t' cache:hole='csrf'><script cache:hole='nonce'"
            + " cache:hole-attr='nonce'>x()</script><u cache:hole='path:/mini'>mini</u>"
            + "<u cache:hole='~{frag :: cart(max=3)}'>cart</u><q cache:hole='agent'></q></div>");
    TestSite.Visitor ann = site.visitor();
    ann.get("/visit?_csrf=ann-secret-token&cart=2");
    TestSite.Visitor bob = site.visitor();
    bob.get("/visit?_csrf=bob-secret-token&cart=5");
    String anns = ann.page("page", "X-User", "ann<", "X-Nonce", "n1", "X-Agent", "\"q\"");
    assertThat(anns)
        .isEqualTo(
            "<p><b>ann&lt;</b></p><div>1<s><b>ann&lt;</b></s><input name='t'"
                + " value=\"ann-secret-token\"><script nonce=\"n1\">x()</script>"
                + "<u>mini for ann<</u><u><i>2 of 3</i></u><q>&quot;q&quot;</q></div>");
    assertThat(ann.page("page", "X-User", "ann<", "X-Nonce", "n1", "X-Agent", "\"q\""))
        .isEqualTo(anns);
    assertThat(bob.page("page", "X-User", "bob", "X-Nonce", "n2"))
        .isEqualTo(
            "<p><b>bob</b></p><div>1<s><b>bob</b></s><input name='t'"
                + " value=\"bob-secret-token\"><script nonce=\"n2\">x()</script>"
                + "<u>mini for bob</u><u><i>5 of 3</i></u><q></q></div>");
  }

  @Test
  void hole_staysEmpty_whenItFailsAndIsToBeHidden() {
    site.templates.write(
        "page",
        "<p cache:fragment='a'>[[${count.next()}]]<u cache:hole='path:/mini'"
            + " cache:on-error='hide'>mini</u></p>");
    assertThat(site.page("page", "X-Break", "yes")).isEqualTo("<p>1<u></u></p>");
    assertThat(site.page("page")).isEqualTo("<p>1<u>mini for null</u></p>");
  }

  @Test
  void fragment_isNotStored_whenASecretOfTheVisitorIsInIt() {
    site.model.put("secrets", Map.of("token", "the-secret-token"));
    site.templates.write(
        "page", "<p cache:fragment='a'>[[${secrets.token}]][[${count.next()}]]</p>");
    TestSite.Visitor ann = site.visitor();
    ann.get("/visit?_csrf=the-secret-token");
    assertThat(ann.page("page")).contains("the-secret-token1");
    assertThat(site.page("page")).contains("the-secret-token2");
    assertThat(site.page("page")).contains("the-secret-token2");
  }

  @Test
  void lazyToken_isAskedForOnlyByTemplatesThatReadIt() {
    LazyToken token = new LazyToken();
    site.model.put("_csrf", token);
    site.templates.write("without", "<p cache:fragment='a'>[[${count.next()}]]</p>");
    site.templates.write("with", "<p cache:fragment='b'>[[${_csrf.token}]][[${count.next()}]]</p>");
    assertThat(site.page("without") + site.page("without")).isEqualTo("<p>1</p><p>1</p>");
    assertThat(token.asked).isFalse();
    assertThat(site.page("with") + site.page("with"))
        .isEqualTo("<p>lazy-token2</p><p>lazy-token3</p>");
  }

  /** Makes its token when it is asked for it, as Spring Security does. */
  public static final class LazyToken {
    private volatile boolean asked;

    /** Returns the token. */
    public String getToken() {
      asked = true;
      return "lazy-token";
    }
  }

  /** Each says where, what and what is allowed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          cache:fragment=''                       ~ cache:fragment is ''; allowed is a name such as sidebar
          cache:fragment='${none}'                ~ cache:fragment is '${none}'; which is empty; allowed is a name such as sidebar
          cache:ttl='1m'                          ~ cache:ttl stands alone; it belongs to cache:fragment on the same element
          cache:fragmnt='a'                       ~ cache:fragmnt is unknown; the attributes are cache, each, fragment, hole, hole-attr, if, on-error, shared, stale-if-error, stale-while-revalidate, tags, ttl, unless, vary, vary-by
          cache:fragment='a' cache:ttl='ten'      ~ cache:ttl is 'ten'; allowed are durations such as 30s, 10m, 2h, 1d and PT10M
          cache:fragment='a' cache:vary-by='color' ~ cache:vary-by is 'color'; vary-by is 'color', allowed are authenticated, cookie:NAME, cookie-names, header:NAME, host, locale, param:NAME, path, query, role:NAME, scheme, session:NAME and user
          cache:fragment='a' cache:vary='${thing}' ~ cache:vary is '${thing}'; value 1 in vary of fragment 'a' is a java.lang.Object, which is not told apart by any text; allowed are texts, numbers, booleans, enums, UUIDs, dates and times, locales, records, lists and optionals of these, and what implements CacheKeyed
          cache:fragment='a' cache:vary='p.id'    ~ cache:vary is 'p.id'; allowed are expressions such as ${category.id}
          cache:fragment='a' cache:on-error='x'   ~ cache:on-error is 'x'; allowed are stale, hide and fail
          cache:fragment='a' cache:shared='x'     ~ cache:shared is 'x'; allowed are true and false
          cache:fragment='a' cache:cache='X Y'    ~ cache:cache is 'X Y'; cache name is 'X Y', allowed are lower-case letters, digits and dashes, beginning with a letter, at most 32
          cache:fragment='a' cache:hole='user'    ~ cache:hole is on a fragment; put the hole on an element inside of it
          cache:each='p : ${list}'                ~ cache:each has no cache:fragment beside it; allowed is a name such as product-row
          cache:each='p : ${list}' cache:fragment='a' ~ cache:each has no cache:vary beside it; allowed are expressions that tell the rows apart, such as ${product.id}
          cache:each='p, s : ${list}' cache:fragment='a' cache:vary='${p}' ~ cache:each is 'p, s : ${list}'; the position of a row is not a part of its key, hence there is no status variable; allowed is the form product : ${products}
          cache:hole='nobody'                     ~ hole is 'nobody', known values are csrf, nonce, user; allowed are also path:/a/path and ~{template :: fragment}
          cache:hole='path:mini'                  ~ cache:hole is 'path:mini'; allowed are paths that begin with a slash
          """)
  void wrongAttribute_isRefusedWithPlaceValueAndWhatIsAllowed(String attributes, String message) {
    site.model.put("thing", new Object());
    site.model.put("list", List.of("x"));
    site.templates.write("page", "<p>\n<b " + attributes + ">x</b></p>");
    String answer = site.visitor().get("/page/page").body();
    assertThat(answer).contains(message.strip()).contains("(template: \"page\" - line 2, col ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          <cache:fragment>x</cache:fragment>      ~ name of <cache:fragment> is missing; allowed is a name such as sidebar
          <cache:fragment name='a' ttll='1'>x</cache:fragment> ~ ttll of <cache:fragment> is unknown; its attributes are cache, if, name, on-error, shared, stale-if-error, stale-while-revalidate, tags, ttl, unless, vary, vary-by
          <cache:evict vary='${1}'/>              ~ name of <cache:evict> is missing; allowed is the name of a fragment
          <cache:tag/>                            ~ name of <cache:tag> is missing; allowed is the tags, with commas between
          <cache:refuse/>                         ~ reason of <cache:refuse> is missing; allowed is a sentence for the log
          """)
  void wrongElement_isRefusedWithPlaceAndWhatIsAllowed(String element, String message) {
    site.templates.write("page", "<p>\n" + element + "</p>");
    String answer = site.visitor().get("/page/page").body();
    assertThat(answer).contains(message.strip()).contains("(template: \"page\" - line 2, col ");
  }

  @Test
  void hole_isRefused_whenItsTemplateIsNoLiteral() {
    site.templates.write("page", "<p cache:hole='~{frag :: cart(x=${session.x})}'></p>");
    assertThat(site.visitor().get("/page/page").body())
        .contains("allowed are the forms ~{template}, ~{template :: fragment} and");
  }

  @Test
  void vary_takesWhatHasAnIdentity() {
    site.model.put("x", new Keyed("one"));
    site.model.put("y", UUID.fromString("c0de0000-0000-0000-0000-000000000000"));
    site.templates.write(
        "page", "<b cache:fragment='a' cache:vary='${x}, ${y}, ${none}'>[[${count.next()}]]</b>");
    assertThat(site.page("page") + site.page("page")).isEqualTo("<b>1</b><b>1</b>");
    site.model.put("x", new Keyed("two"));
    assertThat(site.page("page")).isEqualTo("<b>2</b>");
  }

  @Test
  void fragments_areKeptInTheCacheThatIsNamed() {
    site.templates.write(
        "page", "<b cache:fragment='a' cache:cache='sidebars'>[[${count.next()}]]</b>");
    site.page("page");
    site.page("page");
    assertThat(site.caches.statistics())
        .hasEntrySatisfying("sidebars", counts -> assertThat(counts.hits()).isEqualTo(1));
  }

  @Test
  void otherPrefixes_work() throws Exception {
    TemplateEngine engine = engine();
    engine.setDialects(Set.of());
    engine.addDialect("t", standard());
    engine.addDialect("c", new CacheletDialect());
    try (TestSite other = new TestSite(engine, variables())) {
      other.templates.write("part", "<i t:fragment='f'>[[${count.next()}]]</i>");
      other.templates.write(
          "page",
          "<b t:if='${true}' t:insert='~{part :: f}' c:fragment='a'>x</b>"
              + "<c:fragment name='b' t:insert='~{part :: f}'/>");
      String made = other.page("page");
      assertThat(made).isEqualTo("<b><i>1</i></b><i>2</i>");
      assertThat(other.page("page")).isEqualTo(made);
    }
  }

  abstract IDialect standard();

  @Test
  void postProcessorsOfTheApplication_workOnFragments() throws Exception {
    TemplateEngine engine = engine();
    engine.addDialect(new CacheletDialect());
    engine.addDialect(new Shouting());
    try (TestSite other = new TestSite(engine, variables())) {
      other.templates.write("page", "<b>a</b><b cache:fragment='a'>b[[${count.next()}]]</b>");
      assertThat(other.page("page") + other.page("page")).isEqualTo("<b>A</b><b>B1</b>".repeat(2));
    }
  }

  record Row(int id, int version) {}

  record Keyed(String cacheKey) implements CacheKeyed {}

  /** Writes texts in capitals. */
  static final class Shouting implements IPostProcessorDialect {
    @Override
    public String getName() {
      return "shouting";
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
      return 1000;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
      return Set.of(new PostProcessor(TemplateMode.HTML, Capitals.class, 1000));
    }
  }

  /** Writes texts in capitals. */
  public static final class Capitals extends AbstractTemplateHandler {
    @Override
    public void handleText(IText text) {
      String raw = text.getText();
      boolean markup = raw.startsWith("<");
      super.handleText(
          markup ? text : getContext().getModelFactory().createText(raw.toUpperCase(Locale.ROOT)));
    }
  }
}
