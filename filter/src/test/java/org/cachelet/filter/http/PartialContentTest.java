// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 9110 sections 15.3.7 and 15.5.17. */
final class PartialContentTest {
  @Test
  void continuedPart_hasNoFieldsThatDescribeTheBody() {
    HttpFields stored =
        HttpFields.of(
            "Date",
            "d",
            "Content-Type",
            "text/html",
            "content-encoding",
            "gzip",
            "ETag",
            "\"a\"",
            "Last-Modified",
            "l",
            "Content-Language",
            "en",
            "Cache-Control",
            "max-age=1",
            "Vary",
            "Accept",
            "Expires",
            "e",
            "Content-Location",
            "/c",
            "Link",
            "x");
    assertThat(PartialContent.continued(stored))
        .isEqualTo(
            HttpFields.of(
                "Date",
                "d",
                "ETag",
                "\"a\"",
                "Cache-Control",
                "max-age=1",
                "Vary",
                "Accept",
                "Expires",
                "e",
                "Content-Location",
                "/c",
                "Link",
                "x"));
  }

  @Test
  void unsatisfiable_tellsTheLength_andIsNotStored() {
    assertThat(PartialContent.unsatisfiable(100))
        .isEqualTo(HttpFields.of("Content-Range", "bytes */100", "Cache-Control", "no-store"));
  }
}
