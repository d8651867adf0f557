// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What those are told who write something that cannot be. */
final class MistakesTest extends EachFlavour {
  MistakesTest(Flavour flavour) {
    super(flavour);
  }

  /** Each says where, what and what is allowed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          cache:fragment=''                       ~ cache:fragment is ''; allowed is a name such as sidebar
          cache:fragment='${none}'                ~ cache:fragment is '${none}'; which is empty; allowed is a name such as sidebar
          cache:ttl='1m'                          ~ cache:ttl stands alone; it belongs to cache:fragment on the same element
          cache:fragmnt='a'                       ~ cache:fragmnt is unknown; the attributes are cache, each, fragment, hole, hole-attr, if, on-error, shared, stale-if-error, stale-while-revalidate, tags, ttl, unless, vary, vary-by
          cache:fragment='a' cache:ttl='ten'      ~ cache:ttl is 'ten'; allowed are durations such as 30s, 10m, 2h, 1d and PT10M
          cache:fragment='a' cache:vary-by='color' ~ cache:vary-by is 'color'; vary-by is 'color', allowed are authenticated, cookie:NAME, header:NAME, host, locale, param:NAME, path, query, role:NAME, scheme, session:NAME and user
          cache:fragment='a' cache:vary='${thing}' ~ cache:vary is '${thing}'; value 1 in vary of fragment 'a' is a java.lang.Object, which is not told apart by any text; allowed are texts, numbers, booleans, enums, UUIDs, dates and times, locales, records, lists and optionals of these, and what implements CacheKeyed
          cache:fragment='a' cache:vary='p.id'    ~ cache:vary is 'p.id'; allowed are expressions such as ${category.id}
          cache:fragment='a' cache:on-error='x'   ~ cache:on-error is 'x'; allowed are stale, hide and fail
          cache:fragment='a' cache:shared='x'     ~ cache:shared is 'x'; allowed are true and false
          cache:fragment='a' cache:cache='X Y'    ~ cache:cache is 'X Y'; cache name is 'X Y', allowed are lower-case letters, digits and dashes, beginning with a letter, at most 32
          cache:fragment='a' cache:hole='user'    ~ cache:hole is on a fragment; put the hole on an element inside of it
          cache:each='p : ${list}'                ~ cache:each has no cache:fragment beside it; allowed is a name such as product-row
          cache:each='p : ${list}' cache:fragment='a' ~ cache:each has no cache:vary beside it; allowed are expressions that tell the rows apart, such as ${product.id}
          cache:each='p, s : ${list}' cache:fragment='a' cache:vary='${p}' ~ cache:each is 'p, s : ${list}'; the position of a row is not a part of its key, hence there is no status variable; allowed is the form product : ${products}
          cache:hole='nobody'                     ~ hole is 'nobody', known values are csrf, nonce, user; allowed are also path:/a/path and ~{template :: fragment}
          cache:hole='path:mini'                  ~ cache:hole is 'path:mini'; allowed are paths that begin with a slash
          """)
  void wrongAttribute_isRefusedWithPlaceValueAndWhatIsAllowed(String attributes, String message) {
    site.model.put("thing", new Object());
    site.model.put("list", List.of("x"));
    site.templates.write("page", "<p>\n<b " + attributes + ">x</b></p>");
    String answer = site.visitor().get("/page/page").body();
    assertThat(answer).contains(message.strip()).contains("(template: \"page\" - line 2, col ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          <cache:fragment>x</cache:fragment>      ~ name of <cache:fragment> is missing; allowed is a name such as sidebar
          <cache:fragment name='a' ttll='1'>x</cache:fragment> ~ ttll of <cache:fragment> is unknown; its attributes are cache, if, name, on-error, shared, stale-if-error, stale-while-revalidate, tags, ttl, unless, vary, vary-by
          <cache:evict vary='${1}'/>              ~ name of <cache:evict> is missing; allowed is the name of a fragment
          <cache:tag/>                            ~ name of <cache:tag> is missing; allowed is the tags, with commas between
          <cache:refuse/>                         ~ reason of <cache:refuse> is missing; allowed is a sentence for the log
          """)
  void wrongElement_isRefusedWithPlaceAndWhatIsAllowed(String element, String message) {
    site.templates.write("page", "<p>\n" + element + "</p>");
    String answer = site.visitor().get("/page/page").body();
    assertThat(answer).contains(message.strip()).contains("(template: \"page\" - line 2, col ");
  }
}
