// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import org.cachelet.cache.servlet.ServletCaches;

/** Invalidates what shows a product, after its change is committed. */
@Dependent
public class ProductTags {
  private final ServletContext servletContext;

  @Inject
  ProductTags(ServletContext servletContext) {
    this.servletContext = servletContext;
  }

  void after(@Observes(during = TransactionPhase.AFTER_SUCCESS) ProductChanged event) {
    ServletCaches.of(servletContext).invalidateTags("product:" + event.id(), "products");
  }
}
