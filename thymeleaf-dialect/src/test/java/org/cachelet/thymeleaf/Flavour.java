// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import org.thymeleaf.TemplateEngine;
import org.thymeleaf.dialect.IDialect;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.standard.StandardDialect;

/** The flavours of Thymeleaf: its own expressions, or Spring's. */
enum Flavour {
  PLAIN,
  SPRING;

  /** Returns an engine without this dialect. */
  TemplateEngine engine() {
    return this == SPRING ? new SpringTemplateEngine() : new TemplateEngine();
  }

  /** Returns the dialect that the engine has by itself. */
  IDialect standard() {
    return this == SPRING ? new SpringStandardDialect() : new StandardDialect();
  }

  /** Returns what pages of this flavour have in their model besides. */
  TestSite.Variables variables() {
    return this == SPRING ? SpringPages::add : (variables, request, response) -> {};
  }
}
