// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.cachelet.cache.Cache;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.PutOptions;
import org.cachelet.cache.ValueType;
import org.cachelet.cache.servlet.ServletCaches;
import org.cachelet.test.fault.EmbeddedJetty;
import org.junit.jupiter.api.Test;

/** Values in code. */
final class ValueSnippetsTest {
  private final ProductDao dao = new ProductDao();

  @Test
  void caches_areThoseOfTheApplication() throws Exception {
    try (EmbeddedJetty jetty =
        EmbeddedJetty.start(handler -> handler.setInitParameter("cachelet.jmx", "off"))) {
      ServletContext servletContext = jetty.context();

      Caches caches = ServletCaches.of(servletContext);

      assertThat(caches).isSameAs(ServletCaches.of(servletContext));
      ServletCaches.close(servletContext);
    }
  }

  @Test
  void values_arePut_found_andInvalidated() {
    Product product17 = new Product(17, 1, "Lamp");
    dao.save(product17);

    Caches caches = Caches.builder().build();

    Cache products = caches.cache("products");

    Product product = products.getOrCompute("17", Product.class, () -> dao.load(17));

    assertThat(product).isEqualTo(product17);

    Optional<Product> maybe =
        products.findOrCompute(
            "99", ValueType.of(Product.class), PutOptions.DEFAULT, () -> dao.find(99));

    assertThat(maybe).isEmpty();
    int queries = dao.queries();
    assertThat(
            products.findOrCompute(
                "99", ValueType.of(Product.class), PutOptions.DEFAULT, () -> dao.find(99)))
        .isEmpty();
    assertThat(dao.queries()).isEqualTo(queries);

    products.put("17", product, PutOptions.ofTtl(Duration.ofMinutes(10)).withTags("product:17"));
    Map<String, Product> some = products.getAll(List.of("17", "18"), Product.class);
    products.delete("17");

    assertThat(some).containsOnly(Map.entry("17", product17));
    assertThat(products.contains("17")).isFalse();

    long views = caches.cache("views").increment("product:17");
    caches.invalidateTags("product:17");
    products.bumpVersion();

    assertThat(views).isEqualTo(1);
    caches.close();
  }

  @Test
  @SuppressWarnings("FutureReturnValueIgnored") // awaited by the executor
  void part_reachesTheWhole_fromAnotherThread() throws Exception {
    try (Caches caches = Caches.builder().withoutJmx().build()) {
      Cache products = caches.cache("products");
      products.put("17", new Product(17, 1, "Lamp"), PutOptions.ofTags("product:17"));
      ExecutorService executor = Executors.newSingleThreadExecutor();
      caches
          .cache("wholes")
          .getOrCompute(
              "a",
              String.class,
              () -> {
                executor.submit(
                    Dependencies.current().wrap(() -> products.get("17", Product.class)));
                executor.shutdown();
                assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
                return "whole";
              });
      assertThat(caches.cache("wholes").contains("a")).isTrue();
      caches.invalidateTags("product:17");
      assertThat(caches.cache("wholes").contains("a")).isFalse();
    }
  }
}
