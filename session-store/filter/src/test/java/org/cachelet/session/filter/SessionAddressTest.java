// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses of a page at https://shop.example/app/list carry the id of a session. */
final class SessionAddressTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "item                            | item;jsessionid=ID",
        "item?x=1#y                      | item;jsessionid=ID?x=1#y",
        "item#y?z                        | item;jsessionid=ID#y?z",
        "/app/item                       | /app/item;jsessionid=ID",
        "/app                            | /app;jsessionid=ID",
        "/apple                          | /apple",
        "/other                          | /other",
        "../other                        | ../other",
        "https://shop.example/app/x      | https://shop.example/app/x;jsessionid=ID",
        "http://shop.example/app/x       | http://shop.example/app/x",
        "https://evil.example/app/x      | https://evil.example/app/x",
        "https://shop.example:444/app/x  | https://shop.example:444/app/x",
        "//evil.example/app/x            | //evil.example/app/x",
        "mailto:ada@shop.example         | mailto:ada@shop.example",
        "javascript:alert(1)             | javascript:alert(1)",
        "#y                              | #y",
        "item;jsessionid=other           | item;jsessionid=other",
        "'bad path'                      | 'bad path'",
        "''                              | ''"
      })
  void id_isInAddressesOfTheApplicationOnly(String url, String expected) {
    assertThat(new SessionAddress(request()).with(url, "ID")).isEqualTo(expected);
  }

  @SuppressWarnings("JdkObsolete") // what the API returns
  private static HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HttpServletRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRequestURL" -> new StringBuffer("https://shop.example/app/list");
                  case "getContextPath" -> "/app";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
