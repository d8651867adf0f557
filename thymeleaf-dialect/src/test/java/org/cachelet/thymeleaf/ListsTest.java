// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists whose rows are looked up together. */
final class ListsTest extends EachFlavour {
  ListsTest(Flavour flavour) {
    super(flavour);
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

  record Row(int id, int version) {}

  @Test
  void rows_mayReplaceTheirElement_orLoseItsTag() {
    site.model.put("rows", List.of(1, 2));
    site.templates.write("part", "<i th:fragment='f(x)'>[[${x}]]:[[${count.next()}]]</i>");
    String text =
        "<b cache:each='row : ${rows}' cache:fragment='r' cache:vary='${row}'"
            + " th:replace='~{part :: f(${row})}'></b>"
            + "<b cache:each='row : ${rows}' cache:fragment='s' cache:vary='${row}'"
            + " th:remove='tag' th:if='${row} gt 1'>[[${row}]]</b>";
    String made = page(text);
    assertThat(made).isEqualTo("<i>1:1</i><i>2:2</i>2");
    assertThat(page(text)).isEqualTo(made);
  }

  @ParameterizedTest
  @CsvSource({
    "<b%s th:replace='~{part :: f(${row})}'>x</b>, <i>1</i><i>2</i>",
    "<b%s th:insert='~{part :: f(${row})}'>x</b>, <b><i>1</i></b><b><i>2</i></b>",
    "<b%s th:replace='~{part :: f(${row})}'/>, <i>1</i><i>2</i>",
    "<b%s th:if='${row} gt 1'>[[${row}]]</b>, <b>2</b>",
    "<b%s th:with='y=${row + 1}' th:text='${y}'></b>, <b>2</b><b>3</b>",
    "<b%s th:remove='tag'>[[${row}]]</b>, 12",
    "<th:block%s>[[${row}]]</th:block>, 12",
  })
  void rows_areTheSame_whetherTheyAreCachedOrNot(String element, String expected) {
    site.model.put("rows", List.of(1, 2));
    site.templates.write("part", "<i th:fragment='f(x)'>[[${x}]]</i>");
    String rows = " cache:each='row : ${rows}' cache:fragment='r' cache:vary='${row}'";
    site.templates.write("cached", element.formatted(rows));
    site.templates.write("if", element.formatted(rows + " cache:if='false'"));
    site.templates.write(
        "unless", "<p>" + element.formatted(rows + " cache:unless='${1}'") + "</p>.");
    assertThat(site.page("cached")).isEqualTo(expected);
    assertThat(site.page("if")).isEqualTo(expected);
    assertThat(site.page("unless")).isEqualTo("<p>" + expected + "</p>.");
  }

  @Test
  void failedRow_isStaleOrHidden_andTheOthersAreThere() {
    site.model.put("rows", List.of(1, 2, 3));
    site.model.put("fail", true);
    String text =
        "<b cache:each='row : ${rows}' cache:fragment='r' cache:vary='${row}'"
            + " cache:on-error='hide'><i th:if='${fail and row == 2}'"
            + " th:text='${count.missing.thing}'></i>[[${row}]]:[[${count.next()}]]</b>";
    assertThat(page(text)).isEqualTo("<b>1:1</b><b>3:2</b>");
    site.model.put("fail", false);
    assertThat(page(text)).isEqualTo("<b>1:1</b><b>2:3</b><b>3:2</b>");
  }

  @Test
  void rows_mayBeThoseOfAMap_anArrayOrNothing() {
    site.model.put("map", new TreeMap<>(Map.of("a", 1, "b", 2)));
    site.model.put("array", new String[] {"x", "y"});
    String text =
        "<b cache:each='e : ${map}' cache:fragment='r' cache:vary='${e.key}'>[[${e.value}]]</b>"
            + "<b cache:each='e : ${array}' cache:fragment='s' cache:vary='${e}'>[[${e}]]</b>"
            + "<b cache:each='e : ${missing}' cache:fragment='t' cache:vary='${e}'>[[${e}]]</b>.";
    String made = page(text);
    assertThat(made).isEqualTo("<b>1</b><b>2</b><b>x</b><b>y</b>.");
    assertThat(page(text)).isEqualTo(made);
  }
}
