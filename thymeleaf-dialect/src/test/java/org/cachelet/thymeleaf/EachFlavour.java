// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.thymeleaf.TemplateEngine;

/** Tests that hold in each flavour of Thymeleaf, with a site for each test. */
@ParameterizedClass
@EnumSource(Flavour.class)
abstract class EachFlavour {
  final Flavour flavour;
  TestSite site;

  EachFlavour(Flavour flavour) {
    this.flavour = flavour;
  }

  @BeforeEach
  final void start() throws Exception {
    TemplateEngine engine = flavour.engine();
    engine.addDialect(new CacheletDialect());
    site = new TestSite(engine, flavour.variables());
  }

  @AfterEach
  final void stop() {
    site.close();
  }

  /** Returns the page named {@code page}, with this text. */
  final String page(String text) {
    site.templates.write("page", text);
    return site.page("page");
  }
}
