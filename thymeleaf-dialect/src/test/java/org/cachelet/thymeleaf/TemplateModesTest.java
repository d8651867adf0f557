// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fragments in templates that are no HTML. */
final class TemplateModesTest extends EachFlavour {
  TemplateModesTest(Flavour flavour) {
    super(flavour);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      textBlock =
          """
          mail.txt ^ Hi [# cache:fragment="a"]you [(${count.next()})][/]! ^ Hi you 1!
          mail.txt ^ Hi [#cache:fragment name="a"]you [(${count.next()})][/cache:fragment]! ^ Hi you 1!
          mail.txt ^ [# cache:each="x : ${list}" cache:fragment="a" cache:vary="${x}"][(${x})][(${count.next()})],[/] ^ one1,two2,
          mail.txt ^ [# th:insert="~{part.txt}" cache:fragment="a"/]! ^ part 1!
          code.js ^ f([# cache:fragment="a"][[${list}]], [[${count.next()}]][/]); ^ f(["one","two"], 1);
          code.js ^ f(/*[# cache:fragment="a"]*/ [[${count.next()}]] /*[/]*/); ^ f( 1 );
          style.css ^ [# cache:fragment="a"].a { width: [[${count.next()}]]px }[/] ^ .a { width: 1px }
          style.css ^ /*[# cache:fragment="a"]*/ .a { width: [[${count.next()}]]px } /*[/]*/ ^  .a { width: 1px } \s
          feed.xml ^ <?xml version="1.0"?><feed><e cache:fragment="a" th:text="${count.next()}"/></feed> ^ <?xml version="1.0"?><feed><e>1</e></feed>
          feed.xml ^ <feed><cache:fragment name="a"><e>[[${count.next()}]]<![CDATA[<x>]]></e></cache:fragment></feed> ^ <feed><e>1<![CDATA[<x>]]></e></feed>
          feed.xml ^ <feed><e cache:each="x : ${list}" cache:fragment="a" cache:vary="${x}">[[${x}]][[${count.next()}]]</e></feed> ^ <feed><e>one1</e><e>two2</e></feed>
          """)
  void fragments_areTheSameWhenFound_inEachMode(String name, String text, String expected) {
    site.model.put("list", List.of("one", "two"));
    site.templates.write("part.txt", "part [(${count.next()})]");
    site.templates.write(name, text);
    assertThat(site.page(name).strip()).isEqualTo(expected.strip());
    long made = site.count.value();
    assertThat(site.page(name).strip()).isEqualTo(expected.strip());
    assertThat(site.count.value()).isEqualTo(made);
  }

  @Test
  void rawTemplates_areNotProcessed_andHaveNoFragments() {
    String text = "<b cache:fragment='a'>[[${count.next()}]]</b>";
    site.templates.write("note.raw", text);
    assertThat(site.page("note.raw")).isEqualTo(text);
  }
}
