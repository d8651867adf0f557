// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import org.thymeleaf.TemplateEngine;
import org.thymeleaf.dialect.IDialect;
import org.thymeleaf.standard.StandardDialect;

/** The dialect in plain Thymeleaf. */
final class PlainDialectTest extends DialectContract {
  @Override
  TemplateEngine engine() {
    return new TemplateEngine();
  }

  @Override
  IDialect standard() {
    return new StandardDialect();
  }

  @Override
  TestSite.Variables variables() {
    return (variables, request, response) -> {};
  }
}
