// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

/** What a fragment costs that is found. */
final class HitPathTest extends EachFlavour {
  HitPathTest(Flavour flavour) {
    super(flavour);
  }

  @Test
  void tenFragments_costTenQueriesWhenTheyAreMade_andNoneWhenTheyAreFound() {
    TenFragments.Database database = new TenFragments.Database(Duration.ZERO);
    site.model.put("database", database);
    String made = page(TenFragments.PAGE);
    assertThat(made).contains("<b>0: row 0 row 1 row 2 </b>", "<b>9: row 0 row 1 row 2 </b>");
    assertThat(database.queries()).isEqualTo(10);
    assertThat(page(TenFragments.PAGE)).isEqualTo(made);
    assertThat(database.queries()).isEqualTo(10);
    assertThat(site.caches.cache("fragments").statistics().hits()).isEqualTo(10);
    assertThat(site.caches.cache("fragments").statistics().makings()).isEqualTo(10);
  }

  /** What is replaced by a text that needs no processing is skipped by the engine, tag by tag. */
  @Test
  void bodyOfAHit_isNeitherEvaluatedNorGathered() throws Exception {
    List<String> calls = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    TemplateEngine engine = flavour.engine();
    engine.addDialect(new RecordingDialect(new CacheletDialect(), calls));
    engine.addDialect(new SeeingDialect(seen));
    try (TestSite other = new TestSite(engine, flavour.variables())) {
      other.templates.write(
          "page",
          "<main>before<p cache:fragment='a' th:title='${count.next()}'><b>one</b>two</p>"
              + "<u cache:each='x : ${list}' cache:fragment='b' cache:vary='${x}'><i>row</i></u>"
              + "</main>");
      other.model.put("list", List.of("x", "y"));
      String made = other.page("page");
      assertThat(calls).contains("setAttribute", "gathered");
      assertThat(seen).contains("<b>", "one", "<i>", "row");
      calls.clear();
      seen.clear();
      assertThat(other.page("page")).isEqualTo(made);
      assertThat(calls).containsExactly("replaceWith as it is", "replaceWith as it is");
      assertThat(seen)
          .contains("<main>", "before")
          .doesNotContain("<b>", "one", "two", "<i>", "row");
      assertThat(other.count.value()).isEqualTo(1);
    }
  }

  @Test
  void bigHit_isWrittenWithoutACopy() {
    TemplateEngine engine = flavour.engine();
    WrittenTemplates templates = new WrittenTemplates();
    engine.setTemplateResolver(templates);
    engine.addDialect(new CacheletDialect(site.caches));
    String big = "0123456789abcdef".repeat(100_000);
    templates.write("page", "<main>-<p cache:fragment='big'>" + big + "</p>-</main>");
    List<String> made = written(engine);
    List<String> first = written(engine);
    List<String> second = written(engine);
    assertThat(String.join("", first)).isEqualTo("<main>-<p>" + big + "</p>-</main>");
    assertThat(String.join("", made)).isEqualTo(String.join("", first));
    assertThat(longest(second)).isSameAs(longest(first)).hasSize(big.length() + 7);
  }

  private static String longest(List<String> pieces) {
    return pieces.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
  }

  /** Returns the pieces that an engine hands to the one it writes to. */
  private static List<String> written(TemplateEngine engine) {
    List<String> pieces = new ArrayList<>();
    engine.process(
        "page",
        new Context(Locale.ENGLISH),
        new Writer() {
          @Override
          public void write(String text) {
            pieces.add(text);
          }

          @Override
          public void write(char[] text, int from, int length) {
            pieces.add(new String(text, from, length));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
    return pieces;
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
}
