// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes and releases of one application that share their fragments. */
final class TemplateDigestTest {
  private static final String MADE = JspTests.MADE;

  private final Caches caches =
      Caches.builder()
          .withoutJmx()
          .options(name -> CacheOptions.DEFAULT.withJitter(0).withEarlyRenewal(0))
          .build();
  private final Path folder = JspTests.temporary();
  private final List<JspSite> nodes = new ArrayList<>();

  @BeforeEach
  void begin() {
    Made.reset();
  }

  @AfterEach
  void end() throws Exception {
    for (JspSite node : nodes) {
      node.stop();
    }
    caches.close();
  }

  /** Begins a node; all are stopped with the test, since that ends the caches, too. */
  private JspSite node() {
    JspSite node = new JspSite(folder.resolve("node" + nodes.size()), caches);
    nodes.add(node);
    return node;
  }

  @Test
  void page_keepsItsFragments_onAnotherNode_untilItOrWhatItIncludesChanges() throws Exception {
    JspSite first = node().file("/part.jspf", "static").page("/WEB-INF/dyn-1.jsp", "dynamic");
    assertThat(first.page("/a.jsp", including("")).get("/a.jsp")).isEqualTo("staticdynamic1");
    JspSite same = node().file("/part.jspf", "static").page("/WEB-INF/dyn-1.jsp", "dynamic");
    assertThat(same.page("/a.jsp", including("")).get("/a.jsp")).isEqualTo("staticdynamic1");
    JspSite part = node().file("/part.jspf", "STATIC").page("/WEB-INF/dyn-1.jsp", "dynamic");
    assertThat(part.page("/a.jsp", including("")).get("/a.jsp")).isEqualTo("STATICdynamic2");
    JspSite dynamic = node().file("/part.jspf", "static").page("/WEB-INF/dyn-1.jsp", "DYNAMIC");
    assertThat(dynamic.page("/a.jsp", including("")).get("/a.jsp")).isEqualTo("staticDYNAMIC3");
    JspSite page = node().file("/part.jspf", "static").page("/WEB-INF/dyn-1.jsp", "dynamic");
    assertThat(page.page("/a.jsp", including("!")).get("/a.jsp")).isEqualTo("staticdynamic4!");
    assertThat(first.get("/a.jsp")).isEqualTo("staticdynamic1");
    assertThat(page.get("/a.jsp")).isEqualTo("staticdynamic4!");
  }

  private static String including(String end) {
    return "<cache:fragment name='f'><%@ include file='part.jspf' %>"
        + "<jsp:include page='/WEB-INF/dyn-1.jsp'/>"
        + MADE
        + "</cache:fragment>"
        + end;
  }

  @Test
  void pageWhoseNameIsComputed_isAPartOfTheKey() throws Exception {
    JspSite first = node();
    first.page("/a.jsp", computed()).page("/dyn.jsp", "old");
    assertThat(first.get("/a.jsp")).isEqualTo("old1");
    assertThat(first.get("/a.jsp")).isEqualTo("old1");
    JspSite second = node();
    second.page("/a.jsp", computed()).page("/dyn.jsp", "new");
    assertThat(second.get("/a.jsp")).isEqualTo("new2");
    assertThat(second.get("/a.jsp")).isEqualTo("new2");
    assertThat(first.get("/a.jsp")).isEqualTo("old1");
  }

  private static String computed() {
    return "<% pageContext.setAttribute(\"dyn\", \"/dyn\" + \".jsp\"); %><cache:fragment name='f'>"
        + "<jsp:include page='${dyn}'/>"
        + MADE
        + "</cache:fragment>";
  }

  @Test
  void whatAnIncludedPageIncludes_isAPartOfTheKey() throws Exception {
    assertThat(chain("one").get("/a.jsp")).isEqualTo("(one)1");
    assertThat(chain("two").get("/a.jsp")).isEqualTo("(two)2");
    assertThat(chain("one").get("/a.jsp")).isEqualTo("(one)1");
  }

  private JspSite chain(String text) throws IOException {
    return node()
        .page(
            "/a.jsp",
            "<cache:fragment name='f'><c:import url='/b.jsp'/>" + MADE + "</cache:fragment>")
        .page("/b.jsp", "(<jsp:include page='c.jsp'/>)")
        .page("/c.jsp", text);
  }

  @Test
  void tagFile_isAPartOfTheKey() throws Exception {
    assertThat(withTagFile("one").get("/a.jsp")).isEqualTo("one1");
    assertThat(withTagFile("two").get("/a.jsp")).isEqualTo("two2");
    assertThat(withTagFile("one").get("/a.jsp")).isEqualTo("one1");
  }

  private JspSite withTagFile(String text) throws IOException {
    return node()
        .file("/WEB-INF/tags/box.tag", text)
        .page(
            "/a.jsp",
            "<%@ taglib prefix='t' tagdir='/WEB-INF/tags' %><cache:fragment name='f'>"
                + "<t:box/>"
                + MADE
                + "</cache:fragment>");
  }

  @Test
  void includeTagAndRows_areThoseOfOneState() throws Exception {
    String page =
        "<cache:include path='/in.jsp'/><cache:forEach items='${[1]}' var='i' name='r'>"
            + "<jsp:include page='in.jsp'/></cache:forEach>";
    JspSite first = node().page("/in.jsp", "old" + MADE).page("/a.jsp", page);
    assertThat(first.get("/a.jsp")).isEqualTo("old1old2");
    JspSite same = node().page("/in.jsp", "old" + MADE).page("/a.jsp", page);
    assertThat(same.get("/a.jsp")).isEqualTo("old1old2");
    JspSite next = node().page("/in.jsp", "new" + MADE).page("/a.jsp", page);
    assertThat(next.get("/a.jsp")).isEqualTo("new3new4");
    assertThat(first.get("/a.jsp")).isEqualTo("old1old2");
  }
}
