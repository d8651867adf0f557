// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What those are told who write something that cannot be. */
final class MistakesTest extends EachFlavour {
  private static final String TYPE = "org.thymeleaf.exceptions.TemplateProcessingException: ";

  MistakesTest(Flavour flavour) {
    super(flavour);
  }

  @BeforeEach
  void fillModel() {
    site.model.put("thing", new Object());
    site.model.put("list", List.of("x"));
    site.model.put("negative", Duration.ofSeconds(-5));
  }

  /** Each says what is wrong with which value, what is allowed, and where. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '`',
      textBlock =
          """
          # markup ^ column ^ message
          <b cache:fragment=''>x</b> ^ 4 ^ cache:fragment is ''; allowed is a name such as sidebar
          <b cache:fragment='${none}'>x</b> ^ 4 ^ cache:fragment is '${none}', which is empty; allowed is a name such as sidebar
          <b cache:ttl='1m'>x</b> ^ 4 ^ cache:ttl stands alone; it belongs to cache:fragment on the same element
          <b cache:fragmnt='a'>x</b> ^ 4 ^ cache:fragmnt is unknown; the attributes are cache, each, fragment, hole, hole-attr, if, on-error, shared, stale-if-error, stale-while-revalidate, tags, ttl, unless, vary, vary-by
          <b data-cache-fragment='a' data-cache-varyby='user'>x</b> ^ 28 ^ data-cache-varyby is unknown; the attributes are cache, each, fragment, hole, hole-attr, if, on-error, shared, stale-if-error, stale-while-revalidate, tags, ttl, unless, vary, vary-by
          <b data-cache-fragment='a' data-cache-ttl='ten'>x</b> ^ 28 ^ data-cache-ttl is 'ten'; allowed is a duration such as 30s, 10m, 2h, 1d or PT10M, from 0s to 36500d
          <b cache:fragment='a' cache:ttl='ten'>x</b> ^ 23 ^ cache:ttl is 'ten'; allowed is a duration such as 30s, 10m, 2h, 1d or PT10M, from 0s to 36500d
          <b cache:fragment='a' cache:ttl='-5m'>x</b> ^ 23 ^ cache:ttl is '-5m'; allowed is a duration such as 30s, 10m, 2h, 1d or PT10M, from 0s to 36500d
          <b cache:fragment='a' cache:ttl=''>x</b> ^ 23 ^ cache:ttl is ''; allowed is a duration such as 30s, 10m, 2h, 1d or PT10M, from 0s to 36500d
          <b cache:fragment='a' cache:ttl='${none}'>x</b> ^ 23 ^ cache:ttl is '${none}', which is null; allowed is a duration such as 30s, 10m, 2h, 1d or PT10M, from 0s to 36500d
          <b cache:fragment='a' cache:ttl='${negative}'>x</b> ^ 23 ^ cache:ttl is '${negative}', which is PT-5S; allowed is a duration such as 30s, 10m, 2h, 1d or PT10M, from 0s to 36500d
          <b cache:fragment='a' cache:stale-while-revalidate='1 week'>x</b> ^ 23 ^ cache:stale-while-revalidate is '1 week'; allowed is a duration such as 30s, 10m, 2h, 1d or PT10M, from 0s to 36500d
          <b cache:fragment='a' cache:stale-if-error='soon'>x</b> ^ 23 ^ cache:stale-if-error is 'soon'; allowed is a duration such as 30s, 10m, 2h, 1d or PT10M, from 0s to 36500d
          <b cache:fragment='a' cache:vary-by='color'>x</b> ^ 23 ^ cache:vary-by is 'color'; allowed are authenticated, cookie:NAME, cookie-names, header:NAME, host, locale, param:NAME, path, query, role:NAME, scheme, session:NAME and user
          <b cache:fragment='a' cache:vary-by='locale, cookie:'>x</b> ^ 23 ^ cache:vary-by is 'locale, cookie:'; vary-by is 'cookie:', allowed are authenticated, cookie:NAME, cookie-names, header:NAME, host, locale, param:NAME, path, query, role:NAME, scheme, session:NAME and user
          <b cache:fragment='a' cache:vary-by=''>x</b> ^ 23 ^ cache:vary-by is ''; allowed are words such as locale and user
          <b cache:fragment='a' cache:vary-by='session:basket'>x</b> ^ 23 ^ cache:vary-by is 'session:basket'; session:basket is a java.util.HashMap, which is not told apart by any text; allowed are texts, numbers, booleans, enums, UUIDs, dates and times, locales, records, lists and optionals of these, and what implements CacheKeyed
          <b cache:fragment='a' cache:vary='${thing}'>x</b> ^ 23 ^ cache:vary is '${thing}'; value 1 in vary of fragment 'a' is a java.lang.Object, which is not told apart by any text; allowed are texts, numbers, booleans, enums, UUIDs, dates and times, locales, records, lists and optionals of these, and what implements CacheKeyed
          <b cache:fragment='a' cache:vary='p.id'>x</b> ^ 23 ^ cache:vary is 'p.id'; allowed are expressions such as ${category.id}
          <b cache:fragment='a' cache:vary=''>x</b> ^ 23 ^ cache:vary is ''; allowed are expressions such as ${category.id}
          <b cache:fragment='a' cache:on-error='ignore'>x</b> ^ 23 ^ cache:on-error is 'ignore'; allowed are stale, hide, fail
          <b cache:fragment='a' cache:shared='yes'>x</b> ^ 23 ^ cache:shared is 'yes'; allowed are true and false
          <b cache:fragment='a' cache:cache='X Y'>x</b> ^ 23 ^ cache:cache is 'X Y'; allowed are lower-case letters, digits and dashes, beginning with a letter, at most 32
          <b cache:fragment='a' cache:cache=''>x</b> ^ 23 ^ cache:cache is ''; allowed is the name of a cache
          <b cache:fragment='a' cache:tags="a, ${''}">x</b> ^ 23 ^ cache:tags is 'a, ${''}'; tag is '', allowed are 1 to 250 characters, no control ones
          <b cache:fragment='a' cache:tags=''>x</b> ^ 23 ^ cache:tags is ''; allowed are tags, with commas between
          <b cache:fragment='a' cache:if=''>x</b> ^ 23 ^ cache:if is ''; allowed is an expression such as ${preview}
          <b cache:fragment='a' cache:hole='user'>x</b> ^ 23 ^ cache:hole is on a fragment; put the hole on an element inside of it
          <b cache:fragment='a' cache:hole-attr='title'>x</b> ^ 23 ^ cache:hole-attr stands alone; it belongs to cache:hole on the same element
          <b cache:each='p : ${list}'>x</b> ^ 4 ^ cache:each has no cache:fragment beside it; allowed is a name such as product-row
          <b cache:each='p : ${list}' cache:fragment='a'>x</b> ^ 4 ^ cache:each has no cache:vary beside it; allowed are expressions that tell the rows apart, such as ${product.id}
          <b cache:each='p' cache:fragment='a' cache:vary='${p}'>x</b> ^ 4 ^ cache:each is 'p'; allowed is the form product : ${products}
          <b cache:each='p, s : ${list}' cache:fragment='a' cache:vary='${p}'>x</b> ^ 4 ^ cache:each is 'p, s : ${list}'; the position of a row is not a part of its key, hence there is no status variable; allowed is the form product : ${products}
          <b cache:each='p : ${list}' th:each='q : ${list}' cache:fragment='a' cache:vary='${p}'>x</b> ^ 4 ^ cache:each stands beside th:each; put one of them on an element inside
          <b cache:each='p : ${list}' cache:fragment='a' cache:vary='${p}' cache:vary-by='session:basket'>x</b> ^ 66 ^ cache:vary-by is 'session:basket'; session:basket is a java.util.HashMap, which is not told apart by any text; allowed are texts, numbers, booleans, enums, UUIDs, dates and times, locales, records, lists and optionals of these, and what implements CacheKeyed
          <b cache:hole=''>x</b> ^ 4 ^ cache:hole is ''; allowed are the name of a value such as user, path:/a/path and ~{template :: fragment}
          <b cache:hole='nobody'>x</b> ^ 4 ^ cache:hole is 'nobody'; known values are csrf, nonce, user; allowed are also path:/a/path and ~{template :: fragment}
          <b cache:hole='path:mini'>x</b> ^ 4 ^ cache:hole is 'path:mini'; allowed are paths that begin with a slash
          <b cache:hole='~{part :: f(x=${list})}'>x</b> ^ 4 ^ cache:hole is '~{part :: f(x=${list})}'; allowed are the forms ~{template}, ~{template :: fragment} and ~{template :: fragment(name='text', count=3)}
          <b cache:hole='user' cache:on-error='stale'>x</b> ^ 22 ^ cache:on-error is 'stale'; allowed are hide, fail
          <b cache:hole='user' cache:ttl='1m'>x</b> ^ 22 ^ cache:ttl is on a hole; allowed are cache:hole-attr and cache:on-error
          <b cache:hole='user' cache:hole-attr=''>x</b> ^ 22 ^ cache:hole-attr is ''; allowed is the name of an attribute
          <b cache:hole-attr='title'>x</b> ^ 4 ^ cache:hole-attr stands alone; it belongs to cache:hole on the same element
          <b cache:work-in-progress=''>x</b> ^ 1 ^ cache:work-in-progress is not for templates
          <cache:work-in-progress/> ^ 1 ^ <cache:work-in-progress> is not for templates
          <cache:fragment>x</cache:fragment> ^ 1 ^ name of <cache:fragment> is missing; allowed is a name such as sidebar
          <cache:fragment name='a' ttll='1'>x</cache:fragment> ^ 26 ^ ttll of <cache:fragment> is unknown; its attributes are cache, if, name, on-error, shared, stale-if-error, stale-while-revalidate, tags, ttl, unless, vary, vary-by
          <cache:fragment name='a' ttl='ten'>x</cache:fragment> ^ 26 ^ ttl of <cache:fragment> is 'ten'; allowed is a duration such as 30s, 10m, 2h, 1d or PT10M, from 0s to 36500d
          <cache:fragment name='a' cache:ttl='1m'>x</cache:fragment> ^ 26 ^ cache:ttl is on <cache:fragment>; its attributes have no prefix
          <cache:fragment name='a' each='x : ${list}'>x</cache:fragment> ^ 26 ^ each of <cache:fragment> is unknown; its attributes are cache, if, name, on-error, shared, stale-if-error, stale-while-revalidate, tags, ttl, unless, vary, vary-by
          <cache:fragmnt name='a'>x</cache:fragmnt> ^ 1 ^ <cache:fragmnt> is unknown; the elements are cache:evict, cache:fragment, cache:refuse, cache:tag
          <cache:evict vary='${1}'/> ^ 1 ^ name of <cache:evict> is missing; allowed is the name of a fragment
          <cache:evict name='a' vary='${thing}'/> ^ 23 ^ vary of <cache:evict> is '${thing}'; value 1 in vary of fragment 'a' is a java.lang.Object, which is not told apart by any text; allowed are texts, numbers, booleans, enums, UUIDs, dates and times, locales, records, lists and optionals of these, and what implements CacheKeyed
          <cache:evict name='a' tags='x'/> ^ 23 ^ tags of <cache:evict> is unknown; its attributes are cache, name, vary
          <cache:tag/> ^ 1 ^ name of <cache:tag> is missing; allowed are tags, with commas between
          <cache:tag name="${''}"/> ^ 12 ^ name of <cache:tag> is '${''}'; tag is '', allowed are 1 to 250 characters, no control ones
          <cache:refuse/> ^ 1 ^ reason of <cache:refuse> is missing; allowed is a sentence for the log
          """)
  void mistake_isToldWithPlaceValueAndWhatIsAllowed(String markup, int column, String message) {
    TestSite.Visitor visitor = site.visitor();
    visitor.get("/basket");
    site.templates.write("page", "<p>\n" + markup + "</p>");
    assertThat(visitor.get("/page/page").body().lines().findFirst())
        .contains(TYPE + message + " (template: \"page\" - line 2, col " + column + ')');
  }

  @ParameterizedTest
  @CsvSource({
    "cache:fragment='${thing.no.such}', cache:fragment",
    "cache:fragment='a' cache:vary='${thing.no.such}', cache:vary",
    "cache:fragment='a' cache:ttl='${thing.no.such}', cache:ttl",
    "cache:fragment='a' cache:if='${thing.no.such}', cache:if",
    "cache:fragment='a' cache:tags='${thing.no.such}', cache:tags",
  })
  void failingExpression_isToldWithItsCause(String attributes, String wrong) {
    site.templates.write("page", "<p>\n<b " + attributes + ">x</b></p>");
    assertThat(site.visitor().get("/page/page").body())
        .startsWith(TYPE + wrong + " is '${thing.no.such}', which fails; Exception evaluating ")
        .contains("(template: \"page\" - line 2, col ");
  }

  @Test
  void longValue_isToldByItsBeginning() {
    site.templates.write(
        "page", "<p><b cache:fragment='a' cache:ttl='" + "x".repeat(1_000) + "'>x</b></p>");
    assertThat(site.visitor().get("/page/page").body())
        .startsWith(TYPE + "cache:ttl is '" + "x".repeat(100) + "...'; allowed is a duration");
  }

  @Test
  void mistakeInAnIncludedTemplate_isToldWithThatTemplate() {
    site.templates.write("part", "<i th:fragment='f'>\n\n<b cache:ttl='1m'></b></i>");
    site.templates.write("page", "<p cache:fragment='a' th:insert='~{part :: f}'></p>");
    assertThat(site.visitor().get("/page/page").body())
        .contains("cache:ttl stands alone", "(template: \"part\" - line 3, col 4)");
  }

  @Test
  void dataAttributesOfScripts_areLeftAlone() {
    String text = "<b data-cache-key='1' data-cache-ttl='1m' data-cache='x'>x</b>";
    assertThat(page(text)).isEqualTo(text);
  }
}
