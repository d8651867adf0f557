// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The templates that the documentation shows. */
final class SnippetsTest extends EachFlavour {
  private static final Path SNIPPETS = Path.of("src/test/snippets");

  SnippetsTest(Flavour flavour) {
    super(flavour);
  }

  @Test
  void sidebar_isMadeForEditorsAndOthers_andAnewWhenTheCatalogHasChanged() throws Exception {
    site.model.put("category", new Thing(3, "Lamps"));
    write("sidebar");
    String[] editor = {"X-User", "ann", "X-Role", "editor"};
    assertThat(site.page("sidebar")).contains("<h2>Lamps</h2>", "<p>1</p>");
    assertThat(site.page("sidebar")).contains("<p>1</p>");
    assertThat(site.page("sidebar", editor)).contains("<p>2</p>");
    assertThat(site.page("sidebar", editor)).contains("<p>2</p>");
    site.caches.invalidateTags("catalog");
    assertThat(site.page("sidebar")).contains("<p>3</p>");
  }

  @Test
  void card_isMadeAnew_whenItsProductHasChanged() throws Exception {
    site.model.put("products", List.of(new Thing(17, "Lamp"), new Thing(18, "Chair")));
    write("cards");
    assertThat(site.page("cards")).contains("<li>Lamp</li><li>Chair</li>");
    site.model.put("products", List.of(new Thing(17, "Lantern"), new Thing(18, "Stool")));
    assertThat(site.page("cards")).contains("<li>Lamp</li><li>Chair</li>");
    site.caches.invalidateTags("product:18");
    assertThat(site.page("cards")).contains("<li>Lamp</li><li>Stool</li>");
  }

  @Test
  void header_isFilledForEachVisitor() throws Exception {
    write("header");
    write("cart");
    TestSite.Visitor ann = site.visitor();
    ann.get("/visit?_csrf=ann-secret-token&cart=2");
    TestSite.Visitor bob = site.visitor();
    bob.get("/visit?_csrf=bob-secret-token&cart=5");
    assertThat(ann.page("header", "X-User", "ann", "X-Nonce", "n1"))
        .contains("<b>ann</b>", "<span>mini for ann</span>", "<span><i>2 of 3</i></span>")
        .contains("value=\"ann-secret-token\"", "<script nonce=\"n1\">run()</script>");
    assertThat(bob.page("header", "X-User", "bob", "X-Nonce", "n2", "X-Break", "yes"))
        .contains("<b>bob</b>", "<span></span>", "<span><i>5 of 3</i></span>")
        .contains("value=\"bob-secret-token\"", "<script nonce=\"n2\">run()</script>");
  }

  private void write(String name) throws IOException {
    site.templates.write(name, Files.readString(SNIPPETS.resolve(name + ".html")));
  }

  /** What templates show. */
  public static final class Thing {
    private final long id;
    private final String name;

    Thing(long id, String name) {
      this.id = id;
      this.name = name;
    }

    /** Returns its number. */
    public long getId() {
      return id;
    }

    /** Returns its name. */
    public String getName() {
      return name;
    }
  }
}
