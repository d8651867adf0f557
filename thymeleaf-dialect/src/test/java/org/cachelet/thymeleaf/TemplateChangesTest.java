// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which text of which templates a fragment belongs to. */
final class TemplateChangesTest extends EachFlavour {
  TemplateChangesTest(Flavour flavour) {
    super(flavour);
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
  void changedInclude_isSeen_alsoIfItIsChosenByAVariable_orIsRaw() {
    site.templates.write("one.raw", "one");
    site.templates.write("two.raw", "two");
    String text =
        "<b cache:fragment='a' cache:vary='${part}' th:insert='~{${part}}'></b>"
            + "[[${count.next()}]]";
    site.model.put("part", "one.raw");
    assertThat(page(text)).isEqualTo("<b>one</b>1");
    site.model.put("part", "two.raw");
    assertThat(page(text)).isEqualTo("<b>two</b>2");
    site.templates.write("two.raw", "new");
    site.engine().clearTemplateCache();
    assertThat(page(text)).isEqualTo("<b>new</b>3");
    site.model.put("part", "one.raw");
    assertThat(page(text)).isEqualTo("<b>one</b>4");
  }

  @Test
  void fragmentWithAnInclude_isMadeOnce_byAllWhoMissItAtTheSameTime() throws Exception {
    CountDownLatch allMissed = new CountDownLatch(1);
    site.model.put("gate", new Gate(allMissed));
    site.templates.write("part", "<i th:fragment='f'>[[${gate.pass()}]][[${count.next()}]]</i>");
    site.templates.write("page", "<b cache:fragment='a' th:insert='~{part :: f}'></b>");
    List<CompletableFuture<String>> pages = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      pages.add(
          CompletableFuture.supplyAsync(() -> site.page("page"), task -> new Thread(task).start()));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> site.caches.cache("fragments").statistics().misses() == 8);
    allMissed.countDown();
    for (CompletableFuture<String> page : pages) {
      assertThat(page.get(30, TimeUnit.SECONDS)).isEqualTo("<b><i>1</i></b>");
    }
  }

  /** Lets nobody pass until it is opened. */
  public record Gate(CountDownLatch opened) {
    /** Waits for the opening. */
    public String pass() throws InterruptedException {
      return opened.await(30, TimeUnit.SECONDS) ? "" : "closed";
    }
  }
}
