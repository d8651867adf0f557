// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Departments, products and stock. */
final class Catalog {
  private static final String PRODUCT =
      "select p.id, p.category_id, p.look, p.name, p.summary, p.description, p.price_cents,"
          + " p.listed, p.sold from product p ";
  private static final int MOST_WORDS = 4;

  private final Database database;

  Catalog(Database database) {
    this.database = database;
  }

  /** Returns every department in the order of the shop. */
  List<Category> categories() {
    return database.list(
        "select id, slug, name, blurb, look from category order by id", Catalog::category);
  }

  /** Returns the department with this name in addresses. */
  Optional<Category> category(String slug) {
    return database.first(
        "select id, slug, name, blurb, look from category where slug = ?", Catalog::category, slug);
  }

  /** Returns the department with this number. */
  Optional<Category> category(int id) {
    return database.first(
        "select id, slug, name, blurb, look from category where id = ?", Catalog::category, id);
  }

  /** Returns how many products there are in a department. */
  int countIn(Category category) {
    return database.number("select count(*) from product where category_id = ?", category.id());
  }

  /** Returns how many products there are. */
  int count() {
    return database.number("select count(*) from product");
  }

  /** Returns the product with this number. */
  Optional<Product> product(int id) {
    return database.first(PRODUCT + "where p.id = ?", Catalog::product, id);
  }

  /** Returns the first products in an order. */
  List<Product> first(Sort sort, int count) {
    return database.list(PRODUCT + sort.clause() + " limit ?", Catalog::product, count);
  }

  /** Returns one page of all products. */
  List<Product> page(Sort sort, Paging paging) {
    if (sort.isByPrice()) {
      Changes.ranksPrices();
    }
    return database.list(
        PRODUCT + sort.clause() + " limit ? offset ?",
        Catalog::product,
        paging.size(),
        paging.offset());
  }

  /** Returns one page of the products of a department. */
  List<Product> page(Category category, Sort sort, Paging paging) {
    if (sort.isByPrice()) {
      Changes.ranksPrices(category);
    }
    return database.list(
        PRODUCT + "where p.category_id = ? " + sort.clause() + " limit ? offset ?",
        Catalog::product,
        category.id(),
        paging.size(),
        paging.offset());
  }

  /** Returns how many products have every word of a question in their name or summary. */
  int countFound(String question) {
    List<Object> patterns = patterns(question);
    return database.number(
        "select count(*) from product p " + condition(patterns), patterns.toArray());
  }

  /** Returns one page of the products that a question finds, best sellers first. */
  List<Product> found(String question, Paging paging) {
    List<Object> values = patterns(question);
    String query = PRODUCT + condition(values) + Sort.BEST.clause() + " limit ? offset ?";
    values.add(paging.size());
    values.add(paging.offset());
    return database.list(query, Catalog::product, values.toArray());
  }

  /** Returns the numbers of the products that go with a product. */
  List<Integer> related(Product product) {
    return database.list(
        "select other_id from related where product_id = ? order by place",
        row -> row.getInt("other_id"),
        product.id());
  }

  /** Returns every warehouse, the quickest first. */
  List<Warehouse> warehouses() {
    return database.list(
        "select id, city, delivery_days from warehouse order by delivery_days, id",
        row -> new Warehouse(row.getInt("id"), row.getString("city"), row.getInt("delivery_days")));
  }

  /** Returns how many of a product lie in a warehouse. */
  int stock(Product product, Warehouse warehouse) {
    return database.number(
        "select amount from stock where product_id = ? and warehouse_id = ?",
        product.id(),
        warehouse.id());
  }

  /** Returns how many of a product there are in all warehouses. */
  int stock(Product product) {
    return database.number("select sum(amount) from stock where product_id = ?", product.id());
  }

  /** Returns how many pieces of all products lie in a warehouse. */
  int pieces(Warehouse warehouse) {
    return database.number("select sum(amount) from stock where warehouse_id = ?", warehouse.id());
  }

  /** Returns of how many products a warehouse has none. */
  int soldOut(Warehouse warehouse) {
    return database.number(
        "select count(*) from stock where warehouse_id = ? and amount = 0", warehouse.id());
  }

  /** Returns the best sellers of which a warehouse has some. */
  List<Product> first(Warehouse warehouse, int count) {
    return database.list(
        PRODUCT
            + "join stock s on s.product_id = p.id where s.warehouse_id = ? and s.amount > 0 "
            + Sort.BEST.clause()
            + " limit ?",
        Catalog::product,
        warehouse.id(),
        count);
  }

  /** Changes the price of a product and returns the product, if there is such a one. */
  Optional<Product> reprice(int id, Price price) {
    database.update("update product set price_cents = ? where id = ?", price.cents(), id);
    return product(id);
  }

  private static List<Object> patterns(String question) {
    List<Object> patterns = new ArrayList<>();
    for (String word : question.toLowerCase(Locale.ROOT).split("\\s+", MOST_WORDS)) {
      patterns.add("%" + word.replaceAll("[!%_]", "!$0") + "%");
    }
    return patterns;
  }

  private static String condition(List<Object> patterns) {
    String one = "lower(p.name || ' ' || p.summary) like ? escape '!'";
    return "where " + String.join(" and ", Collections.nCopies(patterns.size(), one)) + " ";
  }

  private static Category category(ResultSet row) throws SQLException {
    return new Category(
        row.getInt("id"),
        row.getString("slug"),
        row.getString("name"),
        row.getString("blurb"),
        row.getString("look"));
  }

  /** Returns the product of a row, and so that no page can forget it, notes that it is shown. */
  private static Product product(ResultSet row) throws SQLException {
    Product product =
        new Product(
            row.getInt("id"),
            row.getInt("category_id"),
            row.getString("look"),
            row.getString("name"),
            row.getString("summary"),
            row.getString("description"),
            new Price(row.getInt("price_cents")),
            row.getObject("listed", LocalDate.class),
            row.getInt("sold"));
    Changes.shows(product);
    return product;
  }
}
