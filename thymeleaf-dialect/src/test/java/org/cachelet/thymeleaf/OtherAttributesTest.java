// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fragments beside attributes of the Standard dialect on the same element. */
final class OtherAttributesTest extends EachFlavour {
  OtherAttributesTest(Flavour flavour) {
    super(flavour);
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
  void each_withReplaceOnTheSameElement_iteratesFragments() {
    site.model.put("numbers", List.of(1, 2, 1, 3));
    site.templates.write("part", "<i th:fragment='f(x)'>[[${x}]]:[[${count.next()}]]</i>");
    String text =
        "<b th:each='n, s : ${numbers}' th:if='${n} lt 3' th:with='m=${n * 10}'"
            + " th:replace='~{part :: f(${m})}' cache:fragment='n' cache:vary='${m}'></b>";
    String made = page(text);
    assertThat(made).isEqualTo("<i>10:1</i><i>20:2</i><i>10:1</i>");
    assertThat(page(text)).isEqualTo(made);
  }

  @Test
  void fragment_seesTheStatusOfTheIteration() {
    site.model.put("numbers", List.of(7, 7));
    String text =
        "<b th:each='n, s : ${numbers}' cache:fragment='n' cache:vary='${s.index}'>"
            + "[[${s.count}]]:[[${count.next()}]]</b>";
    assertThat(page(text)).isEqualTo("<b>1:1</b><b>2:2</b>");
    assertThat(page(text)).isEqualTo("<b>1:1</b><b>2:2</b>");
  }

  @Test
  void unless_comesBeforeTheFragment() {
    site.model.put("hidden", true);
    String text = "<b th:unless='${hidden}' cache:fragment='a'>[[${count.next()}]]</b>.";
    assertThat(page(text)).isEqualTo(".");
    site.model.put("hidden", false);
    assertThat(page(text) + page(text)).isEqualTo("<b>1</b>.<b>1</b>.");
    site.model.put("hidden", true);
    assertThat(page(text)).isEqualTo(".");
  }

  @Test
  void object_isSeenInTheKey() {
    String text = "<b th:object='${thing}' cache:fragment='a' cache:vary='*{id}'>[[*{id}]]</b>";
    site.model.put("thing", Map.of("id", 1));
    assertThat(page(text)).isEqualTo("<b>1</b>");
    site.model.put("thing", Map.of("id", 2));
    assertThat(page(text)).isEqualTo("<b>2</b>");
    assertThat(site.caches.cache("fragments").statistics().puts()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "th:insert='~{part :: f}'", "th:replace='~{part :: f}'"})
  void switchAndCase_chooseTheFragment(String inserting) {
    site.templates.write("part", "<b th:fragment='f'>[[${kind}]] [[${count.next()}]]</b>");
    String body = inserting.isEmpty() ? "<b>[[${kind}]] [[${count.next()}]]</b>" : "";
    String text =
        "<p th:switch='${kind}'><s th:case='one' cache:fragment='one' "
            + inserting
            + ">"
            + body
            + "</s><s th:case='*' cache:fragment='other' "
            + inserting
            + ">"
            + body
            + "</s></p>";
    site.model.put("kind", "one");
    assertThat(page(text)).contains("<b>one 1</b>").isEqualTo(page(text));
    site.model.put("kind", "two");
    assertThat(page(text)).contains("<b>two 2</b>").isEqualTo(page(text));
    site.model.put("kind", "one");
    assertThat(page(text)).contains("<b>one 1</b>");
  }

  @ParameterizedTest
  @CsvSource({
    "none, <p><b>1</b><i>x</i></p>, 1",
    "tag, <b>1</b><i>x</i>, 1",
    "all-but-first, <p><b>1</b></p>, 1",
    "body, <p></p>, 0",
    "all, '', 0",
    "${mode}, <b>1</b><i>x</i>, 1",
  })
  void remove_isAPartOfTheFragment(String mode, String expected, int evaluated) {
    site.model.put("mode", "tag");
    String text =
        "<p cache:fragment='a' th:remove='%s'><b>[[${count.next()}]]</b><i>x</i></p>"
            .formatted(mode);
    assertThat(page(text)).isEqualTo(expected);
    assertThat(page(text)).isEqualTo(expected);
    assertThat(site.count.value()).isEqualTo(evaluated);
    assertThat(site.caches.cache("fragments").statistics().hits()).isEqualTo(1);
  }
}
