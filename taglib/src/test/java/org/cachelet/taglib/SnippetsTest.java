// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cachelet.taglib.SnippetShop.Product;
import org.cachelet.taglib.SnippetShop.Products;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages that the documentation shows. */
final class SnippetsTest extends JspTests {
  private static final Path SNIPPETS = Path.of("src/test/snippets");

  @BeforeEach
  void fill() {
    Products.ALL.set(new Product(3, 17, 1, "Lamp"), new Product(3, 18, 1, "Chair"));
  }

  @Test
  void sidebar_isMadeAnew_whenTheCatalogHasChanged() throws Exception {
    String page = snippet("sidebar.jsp");
    assertThat(site.get(page)).contains("Lamp", "Chair");
    Products.ALL.set(new Product(3, 17, 2, "Lantern"));
    assertThat(site.get(page)).contains("Lamp", "Chair");
    caches.invalidateTags("catalog");
    assertThat(site.get(page)).contains("Lantern").doesNotContain("Lamp", "Chair");
  }

  @Test
  void row_isMadeAnew_whenItsVersionOrTagSaysSo() throws Exception {
    String page = snippet("rows.jsp");
    assertThat(site.get(page)).contains("Lamp", "Chair");
    Products.ALL.set(new Product(3, 17, 2, "Lantern"), new Product(3, 18, 1, "Stool"));
    assertThat(site.get(page)).contains("Lantern", "Chair");
    caches.invalidateTags("product:18");
    assertThat(site.get(page)).contains("Lantern", "Stool");
  }

  private String snippet(String name) throws IOException {
    return file(Files.readString(SNIPPETS.resolve(name)));
  }
}
