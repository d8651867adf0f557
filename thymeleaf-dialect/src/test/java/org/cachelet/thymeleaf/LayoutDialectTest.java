// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nz.net.ultraq.thymeleaf.layoutdialect.LayoutDialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.thymeleaf.TemplateEngine;

/** The dialect beside the layout dialect. */
final class LayoutDialectTest {
  private TestSite site;

  @BeforeEach
  void start() throws Exception {
    TemplateEngine engine = new TemplateEngine();
    engine.addDialect(new LayoutDialect());
    engine.addDialect(new CacheletDialect());
    site = new TestSite(engine, (variables, request, response) -> {});
    site.templates.write(
        "layout",
        "<html><head><title>L</title></head><body>"
            + "<nav cache:fragment='menu'>[[${count.next()}]]</nav>"
            + "<div cache:fragment='frame'><main layout:fragment='content'>none</main></div>"
            + "</body></html>");
    for (String page : List.of("one", "two")) {
      site.templates.write(
          page,
          "<html layout:decorate='~{layout}'><head><title>T</title></head><body>"
              + "<main layout:fragment='content'>%s <b cache:fragment='own'>[[${count.next()}]]</b>"
                  .formatted(page)
              + "</main></body></html>");
    }
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void pagesOfALayout_shareItsMenu_andKeepTheirContent() {
    for (int i = 0; i < 3; i++) {
      assertThat(site.page("one"))
          .contains("<nav>1</nav>", "<div><main>one <b>2</b></main></div>", "<title>T</title>");
      assertThat(site.page("two")).contains("<nav>1</nav>", "<div><main>two <b>3</b></main></div>");
    }
  }

  @Test
  void changedPage_isSeenInTheFragmentOfItsLayout() {
    site.page("one");
    site.templates.write(
        "one",
        "<html layout:decorate='~{layout}'><body>"
            + "<main layout:fragment='content'>new</main></body></html>");
    site.engine().clearTemplateCache();
    assertThat(site.page("one")).contains("<nav>1</nav>", "<div><main>new</main></div>");
  }

  @Test
  void changedLayout_makesItsFragmentsAnew_andKeepsThoseOfThePage() {
    site.page("one");
    site.templates.write(
        "layout",
        "<html><head><title>L</title></head><body>"
            + "<nav cache:fragment='menu'>new [[${count.next()}]]</nav>"
            + "<div cache:fragment='frame'>new<main layout:fragment='content'>none</main></div>"
            + "</body></html>");
    site.engine().clearTemplateCache();
    assertThat(site.page("one"))
        .contains("<nav>new 3</nav>", "<div>new<main>one <b>2</b></main></div>");
  }
}
