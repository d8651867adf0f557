// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Fills an empty database with a shop; every run makes the same one. */
final class Generator {
  private static final int PER_CATEGORY = 250;
  private static final int CUSTOMERS = 2000;
  private static final int DEMO_ACCOUNTS = DemoAccount.values().length;
  private static final int REVIEWS_AT_LEAST = 6;
  private static final int RELATED = 6;
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

  private final Sections words = Sections.load("/seed/words.txt");
  private final List<List<String>> categories = words.rows("categories");
  private final List<String> finishes = ImageServlet.finishes();
  private final Random random = new Random(17);
  private final Sql sql;

  /**
   * Something to sell that has no number yet.
   *
   * @param category the place of its department in the list of departments, from 0
   * @param name the series and the kind
   * @param kind what it is, such as {@code Reading Lamp}
   * @param drawing what pictures it
   */
  private record Draft(int category, String name, String kind, String drawing) {}

  /**
   * A product that is in the database, with what its reviews need.
   *
   * @param id the number
   * @param kind what it is, in small letters
   * @param listed the day it came into the shop
   * @param quality the stars it deserves
   */
  private record Placed(int id, String kind, LocalDate listed, double quality) {}

  private Generator(Sql sql) {
    this.sql = sql;
  }

  /** Makes the shop, unless the database has one. */
  static void fill(Database database) {
    if (!hasShop(database)) {
      database.transaction(
          sql -> {
            new Generator(sql).run();
            return true;
          });
    }
  }

  private static boolean hasShop(Database database) {
    return database.number(
            "select count(*) from information_schema.tables where lower(table_name) = 'purchase_line'")
        > 0;
  }

  private void run() {
    sql.script(Resources.text("/seed/schema.sql"));
    insertCategories();
    insertWarehouses();
    insertAccounts();
    List<Draft> drafts = drafts();
    List<Placed> products = insertProducts(drafts);
    insertStock(products);
    insertRelated(drafts);
    insertReviews(products);
    sql.script(Resources.text("/seed/indexes.sql")); // afterwards, which takes half the time
  }

  private void insertCategories() {
    List<Object[]> rows = new ArrayList<>();
    for (List<String> category : categories) {
      rows.add(
          new Object[] {
            rows.size() + 1, category.get(0), category.get(1), category.get(2), category.get(5)
          });
    }
    sql.insertAll(
        "insert into category (id, slug, name, blurb, look) values (?, ?, ?, ?, ?)", rows);
  }

  private void insertWarehouses() {
    List<Object[]> rows = new ArrayList<>();
    for (List<String> warehouse : words.rows("warehouses")) {
      rows.add(
          new Object[] {rows.size() + 1, warehouse.get(0), Integer.parseInt(warehouse.get(1))});
    }
    sql.insertAll("insert into warehouse (id, city, delivery_days) values (?, ?, ?)", rows);
  }

  private void insertAccounts() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (DemoAccount demo : DemoAccount.values()) {
      rows.add(
          new Object[] {
            rows.size() + 1, demo.login(), demo.passwordHash(), demo.shown(), "Leiden", demo.admin()
          });
    }
    while (rows.size() < CUSTOMERS) {
      String name = pick("first names") + " " + (char) ('A' + random.nextInt(26)) + ".";
      rows.add(new Object[] {rows.size() + 1, null, null, name, pick("cities"), false});
    }
    sql.insertAll(
        "insert into account (id, login, password, name, city, administrator)"
            + " values (?, ?, ?, ?, ?, ?)",
        rows);
  }

  private List<Draft> drafts() {
    List<Draft> drafts = new ArrayList<>();
    for (int category = 0; category < categories.size(); category++) {
      List<Draft> all = new ArrayList<>();
      for (List<String> kind : words.rows(categories.get(category).get(0) + " kinds")) {
        for (String series : words.list("series")) {
          all.add(new Draft(category, series + " " + kind.get(0), kind.get(0), kind.get(1)));
        }
      }
      Collections.shuffle(all, random);
      drafts.addAll(all.subList(0, PER_CATEGORY));
    }
    Collections.shuffle(drafts, random);
    return drafts;
  }

  private List<Placed> insertProducts(List<Draft> drafts) {
    List<Object[]> rows = new ArrayList<>();
    List<Placed> placed = new ArrayList<>();
    for (Draft draft : drafts) {
      int id = rows.size() + 1;
      LocalDate listed = TODAY.minusDays(4 + (drafts.size() - id) / 3);
      double quality = 3.3 + 1.5 * random.nextDouble();
      int sold = (int) (3 * Math.exp(6.2 * Math.pow(random.nextDouble(), 2)));
      Text text = new Text(draft);
      rows.add(
          new Object[] {
            id,
            draft.category() + 1,
            text.look(),
            draft.name(),
            text.fill("summaries"),
            text.description(),
            cents(draft),
            listed,
            sold
          });
      placed.add(new Placed(id, draft.kind().toLowerCase(Locale.ROOT), listed, quality));
    }
    sql.insertAll(
        "insert into product (id, category_id, look, name, summary, description, price_cents,"
            + " listed, sold) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows);
    return placed;
  }

  /** Returns a price between the bounds of the department, mostly near the lower one. */
  private int cents(Draft draft) {
    List<String> category = categories.get(draft.category());
    int low = Integer.parseInt(category.get(3));
    int high = Integer.parseInt(category.get(4));
    int euros = low + (int) ((high - low) * Math.pow(random.nextDouble(), 1.8));
    return euros * 100 + (random.nextInt(3) == 0 ? 0 : random.nextBoolean() ? 50 : 90);
  }

  private void insertStock(List<Placed> products) {
    int warehouses = words.list("warehouses").size();
    List<Object[]> rows = new ArrayList<>();
    for (Placed product : products) {
      for (int warehouse = 1; warehouse <= warehouses; warehouse++) {
        int amount = random.nextInt(5) == 0 ? 0 : random.nextInt(60);
        rows.add(new Object[] {product.id(), warehouse, amount});
      }
    }
    sql.insertAll("insert into stock (product_id, warehouse_id, amount) values (?, ?, ?)", rows);
  }

  private void insertRelated(List<Draft> drafts) {
    List<Object[]> rows = new ArrayList<>();
    for (int category = 0; category < categories.size(); category++) {
      int wanted = category;
      List<Integer> ids =
          IntStream.rangeClosed(1, drafts.size())
              .filter(id -> drafts.get(id - 1).category() == wanted)
              .boxed()
              .toList();
      for (int id : ids) {
        int place = 1;
        for (int other : others(ids, id)) {
          rows.add(new Object[] {id, place++, other});
        }
      }
    }
    sql.insertAll("insert into related (product_id, place, other_id) values (?, ?, ?)", rows);
  }

  private Set<Integer> others(List<Integer> ids, int id) {
    Set<Integer> others = new LinkedHashSet<>();
    while (others.size() < RELATED) {
      int other = ids.get(random.nextInt(ids.size()));
      if (other != id) {
        others.add(other);
      }
    }
    return others;
  }

  private void insertReviews(List<Placed> products) {
    List<Object[]> reviews = new ArrayList<>();
    for (Placed product : products) {
      int count = REVIEWS_AT_LEAST + (int) (-2 * Math.log(1 - random.nextDouble()) + 0.5);
      for (int i = 0; i < count; i++) {
        reviews.add(review(product));
      }
    }
    Collections.shuffle(reviews, random); // so that neighbours are about different products
    List<Object[]> replies = new ArrayList<>();
    for (int id = 1; id <= reviews.size(); id++) {
      reviews.get(id - 1)[0] = id;
      if (random.nextInt(7) == 0) {
        replies.add(new Object[] {id, pick("replies")});
      }
    }
    sql.insertAll(
        "insert into review (id, product_id, account_id, stars, title, body, written)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        reviews);
    sql.insertAll("insert into reply (review_id, body) values (?, ?)", replies);
  }

  /** Returns a review whose number, the first value, is still to be given. */
  private Object[] review(Placed product) {
    int stars = (int) Math.round(product.quality() + 0.9 * random.nextGaussian());
    stars = Math.max(2, Math.min(5, stars));
    String first = pick("bodies " + stars);
    String second = pick("bodies " + stars);
    String body = first.equals(second) ? first : first + " " + second;
    int writer = DEMO_ACCOUNTS + 1 + random.nextInt(CUSTOMERS - DEMO_ACCOUNTS);
    long age = TODAY.toEpochDay() - product.listed().toEpochDay();
    return new Object[] {
      0,
      product.id(),
      writer,
      stars,
      pick("titles " + stars),
      body.replace("{thing}", product.kind()),
      TODAY.minusDays((long) (age * Math.pow(random.nextDouble(), 1.4)))
    };
  }

  private String pick(String list) {
    List<String> lines = words.list(list);
    return lines.get(random.nextInt(lines.size()));
  }

  /** The sentences about one product, which agree about material and finish. */
  private final class Text {
    private final String thing;
    private final String material;
    private final String finish = finishes.get(random.nextInt(finishes.size()));
    private final String drawing;

    Text(Draft draft) {
      thing = draft.kind().toLowerCase(Locale.ROOT);
      drawing = draft.drawing();
      material = pick(categories.get(draft.category()).get(0) + " materials");
    }

    String look() {
      return ImageServlet.look(drawing, finish);
    }

    String description() {
      return String.join(" ", fill("openers"), fill("features"), fill("uses"), fill("closers"));
    }

    String fill(String list) {
      return pick(list)
          .replace("{thing}", thing)
          .replace("{material}", material)
          .replace("{Material}", capital(material))
          .replace("{finish}", finish)
          .replace("{Finish}", capital(finish));
    }

    private static String capital(String word) {
      return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
  }
}
