// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.thymeleaf.TemplateEngine;

/** Forms of Spring in fragments. */
final class SpringFormsTest {
  private TestSite site;

  @BeforeEach
  void start() throws Exception {
    TemplateEngine engine = Flavour.SPRING.engine();
    engine.addDialect(new CacheletDialect());
    site = new TestSite(engine, Flavour.SPRING.variables());
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void csrfFieldOfForms_isAHole() {
    site.templates.write(
        "page",
        "<form method='post' cache:fragment='f' th:action='@{/buy}'>[[${count.next()}]]</form>");
    TestSite.Visitor ann = site.visitor();
    ann.get("/visit?_csrf=ann-secret-token");
    TestSite.Visitor bob = site.visitor();
    bob.get("/visit?_csrf=bob-secret-token");
    assertThat(ann.page("page")).contains("value=\"ann-secret-token\"", ">1<");
    assertThat(bob.page("page")).contains("value=\"bob-secret-token\"", ">1<");
    assertThat(ann.page("page")).contains("value=\"ann-secret-token\"", ">1<");
  }

  @Test
  void fieldsThatCountIds_areMadeEachTime() {
    site.templates.write(
        "page",
        "<form th:object='${command}' cache:fragment='f'>[[${count.next()}]]"
            + "<input type='checkbox' th:field='*{chosen}'/></form>");
    assertThat(site.page("page")).contains("id=\"chosen1\"");
    assertThat(site.page("page")).contains("id=\"chosen1\"");
    assertThat(site.count.value()).isEqualTo(2);
  }
}
