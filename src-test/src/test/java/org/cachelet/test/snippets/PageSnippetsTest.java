// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import org.cachelet.cache.servlet.ServletCaches;
import org.cachelet.filter.PageCacheInitializer;
import org.cachelet.test.fault.EmbeddedJetty;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.junit.jupiter.api.Test;

/** Pages whose servlet says so, and tags in code. */
final class PageSnippetsTest {
  @Test
  void page_isMadeAnew_whenItsProductOrTheCatalogHasChanged() throws Exception {
    try (EmbeddedJetty jetty =
        EmbeddedJetty.start(
            handler -> {
              handler.setInitParameter("cachelet.jmx", "off");
              handler.addServlet(new ServletHolder(new CatalogServlet()), "/catalog");
              handler.addServletContainerInitializer(new PageCacheInitializer());
            })) {
      ServletContext servletContext = jetty.context();
      Visit visit = new Visit(jetty.port());
      assertThat(visit.get("/catalog")).isEqualTo("product 17, made 1");
      assertThat(visit.get("/catalog")).isEqualTo("product 17, made 1");

      ServletCaches.of(servletContext).invalidateTags("product:17");

      assertThat(visit.get("/catalog")).isEqualTo("product 17, made 2");
      ServletCaches.of(servletContext).invalidateTags("catalog");
      assertThat(visit.get("/catalog")).isEqualTo("product 17, made 3");
    }
  }
}
