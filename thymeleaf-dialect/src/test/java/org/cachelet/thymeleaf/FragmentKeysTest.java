// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.cachelet.cache.CacheKeyed;
import org.junit.jupiter.api.Test;

/** Which uses of a fragment are one, and which are not. */
final class FragmentKeysTest extends EachFlavour {
  FragmentKeysTest(Flavour flavour) {
    super(flavour);
  }

  @Test
  void keys_differByName_vary_andLocale() {
    site.templates.write(
        "page", "<p cache:fragment='${name}' cache:vary='${x}, ${y}'>[[${count.next()}]]</p>");
    site.model.put("name", "a");
    site.model.put("x", "a|b");
    site.model.put("y", "c");
    assertThat(site.page("page")).isEqualTo("<p>1</p>");
    site.model.put("x", "a");
    site.model.put("y", "b|c");
    assertThat(site.page("page")).isEqualTo("<p>2</p>");
    site.model.put("name", "b");
    assertThat(site.page("page")).isEqualTo("<p>3</p>");
    assertThat(site.page("page", "Accept-Language", "de")).isEqualTo("<p>4</p>");
    assertThat(site.page("page", "Accept-Language", "de")).isEqualTo("<p>4</p>");
    assertThat(site.page("page")).isEqualTo("<p>3</p>");
  }

  @Test
  void vary_takesWhatHasAnIdentity() {
    site.model.put("x", new Keyed("one"));
    site.model.put("y", UUID.fromString("c0de0000-0000-0000-0000-000000000000"));
    site.templates.write(
        "page", "<b cache:fragment='a' cache:vary='${x}, ${y}, ${none}'>[[${count.next()}]]</b>");
    assertThat(site.page("page") + site.page("page")).isEqualTo("<b>1</b><b>1</b>");
    site.model.put("x", new Keyed("two"));
    assertThat(site.page("page")).isEqualTo("<b>2</b>");
  }

  @Test
  void varyBy_keepsVisitorsApart() {
    site.templates.write(
        "page", "<p cache:fragment='a' cache:vary-by='user'>[[${count.next()}]]</p>");
    assertThat(site.page("page", "X-User", "ann")).isEqualTo("<p>1</p>");
    assertThat(site.page("page", "X-User", "bob")).isEqualTo("<p>2</p>");
    assertThat(site.page("page", "X-User", "ann")).isEqualTo("<p>1</p>");
    assertThat(site.page("page")).isEqualTo("<p>3</p>");
  }

  @Test
  void fragments_areKeptInTheCacheThatIsNamed() {
    site.templates.write(
        "page", "<b cache:fragment='a' cache:cache='sidebars'>[[${count.next()}]]</b>");
    site.page("page");
    site.page("page");
    assertThat(site.caches.statistics())
        .hasEntrySatisfying("sidebars", counts -> assertThat(counts.hits()).isEqualTo(1));
  }

  @Test
  void separators_makeNoDifferentKeysOne() {
    String text = "<p cache:fragment='a' cache:vary='${x}, ${y}'>[[${count.next()}]]</p>";
    String[][] pairs = {
      {"a|b", "c"},
      {"a", "b|c"},
      {"a,b", "c"},
      {"a", "b,c"},
      {"a:1", "1:a"},
      {"a", ""},
      {"", "a"},
      {"1", "0:"},
      {" 1:a", "b"},
      {" 1", "a 1:b"},
    };
    for (int i = 0; i < pairs.length; i++) {
      site.model.put("x", pairs[i][0]);
      site.model.put("y", pairs[i][1]);
      assertThat(page(text)).isEqualTo("<p>" + (i + 1) + "</p>");
    }
  }

  @Test
  void types_makeDifferentKeys() {
    String text = "<p cache:fragment='a' cache:vary='${x}'>[[${count.next()}]]</p>";
    site.model.put("x", 1);
    assertThat(page(text)).isEqualTo("<p>1</p>");
    site.model.put("x", "1");
    assertThat(page(text)).isEqualTo("<p>2</p>");
    site.model.put("x", List.of("1"));
    assertThat(page(text)).isEqualTo("<p>3</p>");
  }

  @Test
  void loginAndLogout_changeTheFragment() {
    site.templates.write(
        "page",
        "<p cache:fragment='a' cache:vary-by='authenticated'>[[${count.next()}]]</p>"
            + "<p cache:fragment='b' cache:vary-by='session:name'>[[${session.name}]]</p>");
    TestSite.Visitor ann = site.visitor();
    assertThat(ann.page("page")).isEqualTo("<p>1</p><p></p>");
    ann.get("/visit?name=ann");
    assertThat(ann.page("page", "X-User", "ann")).isEqualTo("<p>2</p><p>ann</p>");
    assertThat(ann.page("page", "X-User", "ann")).isEqualTo("<p>2</p><p>ann</p>");
    ann.get("/leave");
    assertThat(ann.page("page")).isEqualTo("<p>1</p><p></p>");
    ann.get("/visit?name=bob");
    assertThat(ann.page("page", "X-User", "bob")).isEqualTo("<p>2</p><p>bob</p>");
  }

  @Test
  void changedRole_changesTheFragment() {
    site.templates.write(
        "page", "<p cache:fragment='a' cache:vary-by='role:editor'>[[${count.next()}]]</p>");
    assertThat(site.page("page", "X-User", "ann", "X-Role", "reader")).isEqualTo("<p>1</p>");
    assertThat(site.page("page", "X-User", "ann", "X-Role", "editor")).isEqualTo("<p>2</p>");
    assertThat(site.page("page", "X-User", "bob", "X-Role", "editor")).isEqualTo("<p>2</p>");
    assertThat(site.page("page", "X-User", "ann", "X-Role", "reader")).isEqualTo("<p>1</p>");
    assertThat(site.page("page")).isEqualTo("<p>1</p>");
  }

  @Test
  void switchedLocale_changesMessages() {
    site.templates.write("page", "<p cache:fragment='a'>#{hello}[[#{hello}]]</p>");
    site.templates.write("page.properties", "hello=Hello");
    site.templates.write("page_de.properties", "hello=Hallo");
    for (int i = 0; i < 2; i++) {
      assertThat(site.page("page", "Accept-Language", "en")).contains("Hello");
      assertThat(site.page("page", "Accept-Language", "de")).contains("Hallo");
    }
    assertThat(site.caches.cache("fragments").statistics().puts()).isEqualTo(2);
  }

  record Keyed(String cacheKey) implements CacheKeyed {}
}
