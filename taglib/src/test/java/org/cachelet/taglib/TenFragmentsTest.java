// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A page with ten fragments that ask a database once each. */
final class TenFragmentsTest extends JspTests {
  @Test
  void page_asksTheDatabaseTenTimesOnAMiss_andNeverOnAHit() throws Exception {
    String page = page(text());
    String miss = site.get(page);
    assertThat(Made.count("query")).isEqualTo(10);
    assertThat(miss).contains("<li>row 19 of 9</li>");
    assertThat(site.get(page)).isEqualTo(miss);
    assertThat(Made.count("query")).isEqualTo(10);
    caches.invalidateTags("part:3");
    assertThat(site.get(page)).isEqualTo(miss);
    assertThat(Made.count("query")).isEqualTo(11);
    time.pass(Duration.ofMinutes(11));
    assertThat(site.get(page)).isEqualTo(miss);
    assertThat(Made.count("query")).isEqualTo(21);
  }

  /** Returns the page. */
  static String text() {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      page.append("<cache:fragment name='part-").append(i).append("' ttl='10m' tags='part:");
      page.append(i).append("'><ul><% for (String row : org.cachelet.taglib.Made.query(");
      page.append(i).append(")) { %><li><%= row %></li><% } %></ul></cache:fragment>\n");
    }
    return page.toString();
  }
}
