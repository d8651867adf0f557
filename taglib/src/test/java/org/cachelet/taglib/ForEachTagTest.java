// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The tag {@code forEach}. */
final class ForEachTagTest extends JspTests {
  @Test
  void forEach_makesOnlyTheRowsThatAreMissing() throws Exception {
    String page = page("<cache:forEach items='${paramValues.id}' var='id' name='row' vary='#{id}'"
            + " tags='row:#{id}' ttl='1h'>${id}.<% int n = org.cachelet.taglib.Made.next(\"x\");"
            + " %><%= n %> </cache:forEach>${id}");
    assertThat(site.get(page + "?id=a&id=b&id=c")).isEqualTo("a.1 b.2 c.3 ");
    assertThat(site.get(page + "?id=c&id=b&id=a")).isEqualTo("c.3 b.2 a.1 ");
    caches.invalidateTags("row:b");
    assertThat(site.get(page + "?id=c&id=b&id=d&id=a")).isEqualTo("c.3 b.4 d.5 a.1 ");
    caches.fragments().invalidate("row", "a");
    assertThat(site.get(page + "?id=a")).isEqualTo("a.6 ");
    assertThat(site.get(page)).isEmpty();
  }
}
