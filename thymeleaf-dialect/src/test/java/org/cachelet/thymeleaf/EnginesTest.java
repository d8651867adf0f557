// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/** What applications do with their template engines. */
final class EnginesTest extends EachFlavour {
  EnginesTest(Flavour flavour) {
    super(flavour);
  }

  @Test
  void otherPrefixes_work() throws Exception {
    TemplateEngine engine = flavour.engine();
    engine.setDialects(Set.of());
    engine.addDialect("t", flavour.standard());
    engine.addDialect("c", new CacheletDialect());
    try (TestSite other = new TestSite(engine, flavour.variables())) {
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
  void postProcessorsOfTheApplication_workOnFragments() throws Exception {
    TemplateEngine engine = flavour.engine();
    engine.addDialect(new CacheletDialect());
    engine.addDialect(new Shouting());
    try (TestSite other = new TestSite(engine, flavour.variables())) {
      other.templates.write("page", "<b>a</b><b cache:fragment='a'>b[[${count.next()}]]</b>");
      assertThat(other.page("page") + other.page("page")).isEqualTo("<b>A</b><b>B1</b>".repeat(2));
    }
  }

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
