// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import org.cachelet.cache.servlet.HoleValues;
import org.junit.jupiter.api.Test;

/** Places in fragments that are filled for each request. */
final class HolesTest extends EachFlavour {
  HolesTest(Flavour flavour) {
    super(flavour);
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
  void hole_isRefused_whenItsTemplateIsNoLiteral() {
    site.templates.write("page", "<p cache:hole='~{frag :: cart(x=${session.x})}'></p>");
    assertThat(site.visitor().get("/page/page").body())
        .contains("allowed are the forms ~{template}, ~{template :: fragment} and");
  }
}
