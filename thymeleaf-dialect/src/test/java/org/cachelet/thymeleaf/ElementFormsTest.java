// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which elements are fragments, each with the same text when it is found. */
final class ElementFormsTest extends EachFlavour {
  ElementFormsTest(Flavour flavour) {
    super(flavour);
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
        "<th:block cache:fragment='a'><i>[[${count.next()}]]</i></th:block>",
        "<p cache:fragment='a' th:remove='tag'><b>[[${count.next()}]]</b></p>",
        "<p cache:fragment='a' th:remove='all-but-first'><b>[[${count.next()}]]</b><i>x</i></p>",
        "<div cache:fragment='a'><s cache:fragment='b'>[[${count.next()}]]</s>!</div>",
        "<div th:inline='none'><p cache:fragment='a'>[[x]]<b th:text='${count.next()}'></b></p></div>",
        "<p cache:fragment='a' th:inline='text'>[[${count.next()}]] [(${x})]</p>",
        "<style cache:fragment='a' th:inline='css'>.a { width: [[${count.next()}]] }</style>",
        "<script cache:fragment='a' th:inline='javascript'>f([[${count.next()}]], /*[[${x}]]*/ 1)</script>",
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
}
