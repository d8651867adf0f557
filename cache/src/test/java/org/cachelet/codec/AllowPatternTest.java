// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllowPatternTest {
  @ParameterizedTest
  @CsvSource({
    "com.acme.Order, com.acme.Order, true",
    "com.acme.Order, com.acme.Order$Line, true",
    "com.acme.Order, com.acme.OrderLine, false",
    "com.acme.Order, com.acme.Order.Line, false",
    "com.acme.*, com.acme.Order, true",
    "com.acme.*, com.acme.Order$Line, true",
    "com.acme.*, com.acme.model.Order, false",
    "com.acme.*, com.acmeorder.Order, false",
    "com.acme.**, com.acme.Order, true",
    "com.acme.**, com.acme.model.a.Order, true",
    "com.acme.**, com.acmeorder.Order, false",
    "com.acme.**, com.acme, false",
    "shop.**, shop.Order, true",
    "Order, Order, true"
  })
  void pattern_matches(String pattern, String name, boolean matches) {
    assertThat(new AllowPattern(pattern).matches(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|a pattern is a class name, or a package name followed by .* or .**",
        "**|a pattern is a class name, or a package name followed by .* or .**",
        "com.*.model|a pattern is a class name, or a package name followed by .* or .**",
        "com.acme.***|a pattern is a class name, or a package name followed by .* or .**",
        "com..acme|a pattern is a class name, or a package name followed by .* or .**",
        "com.acme. **|a pattern is a class name, or a package name followed by .* or .**",
        "com.**|too broad; name your own package",
        "org.springframework.beans.**|it belongs to a library whose objects are not data",
        "java.util.**|of the JDK only values and plain collections are supported;"
            + " keep its text, or copy it into a list or map",
        "javax.naming.InitialContext|of the JDK only values and plain collections are supported;"
            + " keep its text, or copy it into a list or map"
      })
  void pattern_isRefused(String pattern, String reason) {
    assertThatThrownBy(() -> new AllowPattern(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cachelet.codec.allow=" + pattern + ": " + reason);
  }
}
