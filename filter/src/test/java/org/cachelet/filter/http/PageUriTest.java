// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.cachelet.cache.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageUriTest {
  private static final PageUri TARGET =
      new PageUri(new Origin("https", "Shop.Example", 443), "/shop", "/shop/cart/add");

  @ParameterizedTest
  @CsvSource(
      value = {
        "/shop/a                              | /shop/a      | RFC 3986 section 5.2.2",
        "item                                 | /shop/cart/item | RFC 3986 section 5.2.3",
        "../a                                 | /shop/a      | RFC 3986 section 5.2.4",
        "./                                   | /shop/cart/  | RFC 3986 section 5.2.4",
        "..                                   | /shop/       | RFC 3986 section 5.2.4",
        "'?saved'                             | /shop/cart/add | RFC 3986 section 5.2.2",
        "'#part'                              | /shop/cart/add | RFC 3986 section 5.2.2",
        "/shop/a?x=/b#c                       | /shop/a      | RFC 3986 section 5.2.2",
        "//shop.example/shop/a                | /shop/a      | RFC 3986 section 5.2.2",
        "//shop.example:443/shop/a            | /shop/a      | RFC 9110 section 4.3.1",
        "https://shop.example/shop/a          | /shop/a      | RFC 9111 section 4.4",
        "HTTPS://SHOP.example:/shop/a         | /shop/a      | RFC 3986 section 6.2.3",
        "https://shop.example:443/shop/a      | /shop/a      | RFC 3986 section 6.2.3",
        "/shop/a;jsessionid=1                 | /shop/a      | RFC 3986 section 3.3",
        "/shop//a                             | /shop/a      | as containers do",
        "/shop/%61%7Eb                        | /shop/a~b    | RFC 3986 section 6.2.2.2",
        "/shop/%c3%bc                         | /shop/%C3%BC | RFC 3986 section 6.2.2.1",
        "/shop/ü                              | /shop/%C3%BC | RFC 3987 section 3.1",
        "/shop/100%                           | /shop/100%   | RFC 3986 section 2.1, malformed",
        "/shop                                | /shop        | the application's root",
      },
      delimiter = '|')
  void reference_isResolved(String reference, String path, String section) {
    assertThat(TARGET.resolve(reference).map(PageUri::path)).as(section).contains(path);
    assertThat(TARGET.resolve(reference).map(PageUri::tag))
        .contains("uri:https://shop.example:443" + path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://shop.example/shop/a",
        "https://shop.example:8443/shop/a",
        "https://www.shop.example/shop/a",
        "https://user@shop.example/shop/a",
        "https://shop.example@evil.example/shop/a",
        "https://shop.example:99999999/shop/a",
        "//evil.example/shop/a",
        "///shop/a",
        "https:/shop/a",
        "https:a",
        "mailto:a@shop.example",
        "/other/a",
        "/shopping",
        "/shop/../other",
        "https://shop.example",
      })
  void reference_leadsNowhere_whenItIsOfAnotherOriginOrApplication(String reference) {
    assertThat(TARGET.resolve(reference)).as("RFC 9111 section 4.4").isEmpty();
  }

  @Test
  void origin_isComparedWithAddressesOfVersion6() {
    PageUri target = new PageUri(new Origin("http", "[::1]", 8080), "", "/");
    assertThat(target.tag()).isEqualTo("uri:http://[::1]:8080/");
    assertThat(target.resolve("http://[::1]:8080/a")).isPresent();
    assertThat(target.resolve("http://[::2]:8080/a")).isEmpty();
    assertThat(new PageUri(new Origin("http", "::1", 8080), "", "/")).isEqualTo(target);
  }

  @Test
  void tags_areShortened_andStayApart() {
    PageUri longer = TARGET.resolve("/shop/" + "a".repeat(4000)).orElseThrow();
    PageUri other = TARGET.resolve("/shop/" + "a".repeat(3999) + "b").orElseThrow();
    assertThat(longer.tag()).startsWith("uri:").hasSizeLessThanOrEqualTo(Tags.MAX_LENGTH);
    assertThat(longer.tag()).isNotEqualTo(other.tag());
    assertThat(longer.pathTag()).startsWith("path:").hasSizeLessThanOrEqualTo(Tags.MAX_LENGTH);
  }

  @Test
  void groups_areBoundToTheOrigin() {
    assertThat(TARGET.groupTags(Set.of("shoes", "")))
        .containsExactlyInAnyOrder(
            "group:https://shop.example:443 shoes", "group:https://shop.example:443 ");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, true",
    "HEAD, true",
    "OPTIONS, true",
    "TRACE, true",
    "PROPFIND, true",
    "QUERY, true",
    "POST, false",
    "PUT, false",
    "DELETE, false",
    "CONNECT, false",
    "PATCH, false",
    "PURGE, false",
    "get, false",
    "UNKNOWN, false",
  })
  void method_isUnsafe_unlessItIsKnownToBeSafe(String method, boolean safe) {
    assertThat(SafeMethods.contains(method)).as("RFC 9110 section 9.2.1").isEqualTo(safe);
  }
}
