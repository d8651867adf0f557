// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.cachelet.cache.Cache;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.PutOptions;
import org.cachelet.cache.ValueType;
import org.cachelet.cache.servlet.ServletCaches;
import org.cachelet.test.fault.EmbeddedJetty;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Four ways to keep content true. */
final class InvalidationSnippetsTest {
  private final Caches caches = Caches.builder().withoutJmx().build();
  private final Cache products = caches.cache("products");
  private final ProductDao dao = new ProductDao();

  @AfterEach
  void close() {
    caches.close();
  }

  @Test
  void priceList_isTrue_afterTheWritePath() throws SQLException {
    DataSource database = database();
    assertThat(prices(database)).containsExactly(10);
    changePrice(database, 1, 20);
    assertThat(prices(database)).containsExactly(20);
    assertThatThrownBy(() -> changePrice(database, 1, -1)).isInstanceOf(SQLException.class);
    assertThat(prices(database)).containsExactly(20);
  }

  private List<Integer> prices(DataSource database) throws SQLException {
    return products.getOrCompute(
        "prices",
        ValueType.listOf(Integer.class),
        PutOptions.ofTags("products", "product:1"),
        () -> {
          try (Connection connection = database.getConnection();
              var rows = connection.createStatement().executeQuery("SELECT price FROM product")) {
            rows.next();
            return List.of(rows.getInt(1));
          }
        });
  }

  private void changePrice(DataSource database, long id, int price) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      updatePrice(connection, id, price);
      connection.commit();
    }
    caches.invalidateTags("product:" + id);
  }

  private static void updatePrice(Connection connection, long id, int price) throws SQLException {
    try (var update = connection.prepareStatement("UPDATE product SET price = ? WHERE id = ?")) {
      update.setInt(1, price);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  private static DataSource database() throws SQLException {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:snippets;DB_CLOSE_DELAY=-1");
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE product(id INT, price INT CHECK (price > 0))");
      statement.execute("INSERT INTO product VALUES (1, 10)");
    }
    return database;
  }

  @Test
  void value_isAnother_whenItsVersionIs() {
    dao.save(new Product(17, 1, "Lamp"));
    assertThat(versioned(17).name()).isEqualTo("Lamp");
    dao.save(new Product(17, 2, "Lantern"));
    assertThat(versioned(17).name()).isEqualTo("Lantern");
    assertThat(dao.queries()).isEqualTo(2);
    assertThat(versioned(17).name()).isEqualTo("Lantern");
    assertThat(dao.queries()).isEqualTo(2);
  }

  private Product versioned(long id) {
    long version = dao.versionOf(id);
    Product product = products.getOrCompute(id + ":" + version, Product.class, () -> dao.load(id));
    return Objects.requireNonNull(product);
  }

  @Test
  void list_isMadeAnew_whenARowIsAddedOrChanged() {
    dao.save(new Product(17, 1, "Lamp"));
    assertThat(list()).hasSize(1);
    dao.save(new Product(18, 1, "Chair"));
    assertThat(list()).hasSize(1);
    caches.invalidateTags("products");
    assertThat(list()).hasSize(2);
    dao.save(new Product(18, 2, "Stool"));
    caches.invalidateTags("product:18");
    assertThat(list().get(1).name()).isEqualTo("Stool");
  }

  private List<Product> list() {
    List<Product> all =
        products.getOrCompute(
            "all",
            ValueType.listOf(Product.class),
            PutOptions.ofTags("products"),
            () -> {
              List<Product> found = dao.list();
              found.forEach(product -> Dependencies.current().tag("product:" + product.id()));
              return List.copyOf(found);
            });
    return all;
  }

  @Test
  void observer_invalidatesTheProductOfTheEvent() throws Exception {
    try (EmbeddedJetty jetty =
        EmbeddedJetty.start(handler -> handler.setInitParameter("cachelet.jmx", "off"))) {
      Cache cache = ServletCaches.of(jetty.context()).cache();
      cache.put("17", "Lamp", PutOptions.ofTags("product:17"));
      cache.put("18", "Chair", PutOptions.ofTags("product:18"));
      ProductTags tags = new ProductTags(jetty.context());
      tags.after(new ProductChanged(17));
      assertThat(cache.contains("17")).isFalse();
      assertThat(cache.contains("18")).isTrue();
      ServletCaches.close(jetty.context());
    }
  }
}
