// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of wrong uses of the tags. */
final class MistakesTest extends JspTests {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "<cache:fragment>a</cache:fragment> | name",
        "<cache:fragment name=''>a</cache:fragment> | name of the fragment is '', allowed are 1 to",
        "<cache:fragment name='f' ttl='ten'>a</cache:fragment>"
            + " | ttl is 'ten', allowed is a duration such as 30s",
        "<cache:fragment name='f' varyBy='moon'>a</cache:fragment>"
            + " | varyBy is 'moon', allowed are authenticated",
        "<cache:fragment name='f' onError='panic'>a</cache:fragment>"
            + " | onError is 'panic', allowed is stale, hide or fail",
        "<cache:fragment name='f' var='v' scope='moon'>a</cache:fragment>"
            + " | scope is 'moon', allowed is application, page, request, session",
        "<cache:forEach name='f' items='${[1]}' var='i' ttl='ten'>a</cache:forEach> | ttl is 'ten'",
      })
  void mistakeInAPage_isToldWithItsLine_whenThePageIsTranslated(String tag, String message)
      throws Exception {
    String page = page("\n\n" + tag);
    assertThat(unescaped(site.send(page))).contains("/a.jsp (line: [3]", message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "<cache:fragment name='f' ttl='${\"ten\"}'>a</cache:fragment>"
            + " | /a.jsp, <cache:fragment name=\"f\">: ttl is 'ten', allowed is a duration",
        "<cache:fragment name='f' vary='${pageContext}'>a</cache:fragment>"
            + " | /a.jsp, <cache:fragment name=\"f\">: value 1 in vary of fragment 'f' is a org.",
        "<cache:fragment name='f'><cache:vary value='${pageContext}'/>a</cache:fragment>"
            + "<cache:fragment name='f' vary='${pageContext}'>a</cache:fragment>"
            + " | which is not told apart by any text; allowed are texts, numbers",
        "<cache:fragment name='f' export='e'><c:set var='e' value='${[1]}'/></cache:fragment>"
            + " | export names e, which is a java.util.ArrayList, allowed are texts, numbers and",
        "<cache:forEach name='f' items='${pageContext}' var='i'>a</cache:forEach>"
            + " | items is a org.apache.jasper.runtime.PageContextImpl, allowed are collections",
        "<cache:fragment name='f'>a<cache:vary value='x'/></cache:fragment>"
            + " | <cache:vary>: allowed is a place at the very beginning of a <cache:fragment>",
        "<cache:hole value='moon'/> | hole is 'moon', known values are csrf, nonce, user",
        "<cache:hole/> | /a.jsp, <cache:hole>: allowed is either a value or a path",
        "<cache:evict/> | /a.jsp, <cache:evict>: allowed are a name, tags or both, here is none",
      })
  void mistakeInAValue_isToldWithItsPageAndTag(String tag, String message) throws Exception {
    String page = page(tag);
    assertThat(unescaped(site.send(page))).contains(message);
  }
}
