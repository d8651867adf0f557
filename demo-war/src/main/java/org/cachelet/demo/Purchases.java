// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.cachelet.cache.Cache;
import org.jspecify.annotations.Nullable;

/** What was ordered. */
final class Purchases {
  private final Database database;
  private final InstantSource clock;
  private final Cache figures;

  Purchases(Database database, InstantSource clock, Cache figures) {
    this.database = database;
    this.clock = clock;
    this.figures = figures;
  }

  /**
   * Takes the goods out of stock and keeps the order.
   *
   * @return the number of the order
   * @throws OutOfStockException if there is too little of something; then nothing has changed
   */
  int place(Address address, @Nullable Login login, List<CartLine> lines) {
    return database.transaction(sql -> place(sql, address, login, lines));
  }

  /** Returns what was ordered until now, from the cache unless there were orders since. */
  Turnover turnover() {
    return figures.getOrCompute(
        "turnover",
        Turnover.class,
        () -> {
          Changes.countsOrders();
          return database
              .first(
                  "select count(*) orders, coalesce(sum(total_cents), 0) total from purchase",
                  row -> new Turnover(row.getInt("orders"), new Price(row.getInt("total"))))
              .orElseThrow();
        });
  }

  private int place(Sql sql, Address address, @Nullable Login login, List<CartLine> lines) {
    int id =
        sql.insert(
            "insert into purchase (account_id, name, email, street, postcode, city, total_cents,"
                + " placed) values (?, ?, ?, ?, ?, ?, ?, ?)",
            login == null ? null : login.accountId(),
            address.name(),
            address.email(),
            address.street(),
            address.postcode(),
            address.city(),
            CartLine.total(lines).cents(),
            LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    lines.stream()
        .sorted(Comparator.comparingInt(line -> line.product().id())) // one order of locks for all
        .forEach(line -> take(sql, id, line));
    return id;
  }

  /** Takes one line from the warehouses, the quickest first. */
  private static void take(Sql sql, int purchase, CartLine line) {
    int wanted = line.amount();
    for (Shelf shelf : shelves(sql, line.product())) {
      int taken = Math.min(wanted, shelf.amount());
      if (taken > 0 && shelf.take(sql, taken)) {
        wanted -= taken;
        sql.update(
            "insert into purchase_line (purchase_id, product_id, warehouse_id, amount,"
                + " price_cents) values (?, ?, ?, ?, ?)",
            purchase,
            line.product().id(),
            shelf.warehouseId(),
            taken,
            line.product().price().cents());
      }
    }
    if (wanted > 0) {
      throw new OutOfStockException(line.product());
    }
  }

  private static List<Shelf> shelves(Sql sql, Product product) {
    return sql.list(
        "select s.warehouse_id, s.amount from stock s join warehouse w on w.id = s.warehouse_id"
            + " where s.product_id = ? order by w.delivery_days, w.id",
        row -> new Shelf(product.id(), row.getInt("warehouse_id"), row.getInt("amount")),
        product.id());
  }

  /**
   * What lies of a product in a warehouse.
   *
   * @param productId the product
   * @param warehouseId the warehouse
   * @param amount how many, when it was read
   */
  private record Shelf(int productId, int warehouseId, int amount) {

    /** Takes some, unless somebody was quicker; returns whether it did. */
    boolean take(Sql sql, int wanted) {
      return sql.update(
              "update stock set amount = amount - ?"
                  + " where product_id = ? and warehouse_id = ? and amount >= ?",
              wanted,
              productId,
              warehouseId,
              wanted)
          == 1;
    }
  }
}
