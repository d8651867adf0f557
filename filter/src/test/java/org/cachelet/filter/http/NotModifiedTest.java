// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 9110 section 15.4.5. */
final class NotModifiedTest {
  @Test
  void fields_areThoseThatGuideCaches() {
    HttpFields stored =
        HttpFields.of(
            "Date",
            "d",
            "content-type",
            "text/html",
            "ETag",
            "\"a\"",
            "vary",
            "Accept",
            "Vary",
            "Cookie",
            "Content-Length",
            "5",
            "Last-Modified",
            "l",
            "Cache-Control",
            "max-age=1",
            "Expires",
            "e",
            "Content-Location",
            "/c",
            "Content-Encoding",
            "gzip",
            "Link",
            "x");
    assertThat(carried(stored))
        .isEqualTo(
            HttpFields.of(
                "Date",
                "d",
                "ETag",
                "\"a\"",
                "Vary",
                "Accept",
                "Vary",
                "Cookie",
                "Cache-Control",
                "max-age=1",
                "Expires",
                "e",
                "Content-Location",
                "/c"));
  }

  @Test
  void fields_haveLastModified_whenThereIsNoEntityTag() {
    HttpFields stored = HttpFields.of("Last-Modified", "l", "Content-Type", "text/html");
    assertThat(carried(stored)).isEqualTo(HttpFields.of("Last-Modified", "l"));
  }

  private static HttpFields carried(HttpFields stored) {
    HttpFields.Builder fields = HttpFields.builder();
    for (int line = 0; line < stored.size(); line++) {
      if (stored.isInNotModified(line)) {
        fields.add(stored.name(line), stored.value(line));
      }
    }
    return fields.build();
  }
}
