// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.io.Writer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.cachelet.cache.Caches;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IContext;

/**
 * Measures a page with ten fragments, each of which asks a database: without a cache, when all are
 * made, and when all are found. To be run by hand; nothing depends on what it prints.
 */
public final class TenFragments {
  /** Ten fragments with the rows of a query in each. */
  static final String PAGE = page(" cache:fragment='part-%d'");

  private static final String UNCACHED = page("");
  private static final int ROUNDS = 300;

  private TenFragments() {}

  private static String page(String attribute) {
    StringBuilder page = new StringBuilder("<html><body>");
    for (int part = 0; part < 10; part++) {
      page.append("<b%s>%d: ".formatted(attribute.formatted(part), part))
          .append("<th:block th:each='row : ${database.query()}'>[[${row}]] </th:block></b>");
    }
    return page.append("</body></html>").toString();
  }

  /** Prints queries and time for each way, with databases of several speeds. */
  public static void main(String[] arguments) {
    for (Duration query : List.of(Duration.ZERO, Duration.ofMillis(1))) {
      try (Caches caches = Caches.builder().withoutJmx().build()) {
        Bench bench = new Bench(caches, new Database(query));
        bench.warmUp();
        System.out.printf("a query takes %d ms%n", query.toMillis());
        bench.print("without a cache", "uncached", () -> {});
        bench.print("ten misses", "page", caches::clear);
        bench.print("ten hits", "page", () -> {});
      }
    }
  }

  /** Runs the pages and prints what they cost. */
  private static final class Bench {
    private final TemplateEngine engine = new TemplateEngine();
    private final Caches caches;
    private final Database database;
    private final IContext context;

    Bench(Caches caches, Database database) {
      this.caches = caches;
      this.database = database;
      context = new Context(Locale.ENGLISH, Map.of("database", database));
      WrittenTemplates templates = new WrittenTemplates();
      templates.write("page", PAGE);
      templates.write("uncached", UNCACHED);
      engine.setTemplateResolver(templates);
      engine.addDialect(new CacheletDialect(caches));
    }

    void warmUp() {
      for (int round = 0; round < ROUNDS; round++) {
        caches.clear();
        engine.process("page", context, Writer.nullWriter());
        engine.process("uncached", context, Writer.nullWriter());
      }
    }

    void print(String name, String template, Runnable before) {
      long[] nanos = new long[ROUNDS];
      long queries = database.queries();
      for (int round = 0; round < ROUNDS; round++) {
        before.run();
        long start = System.nanoTime();
        engine.process(template, context, Writer.nullWriter());
        nanos[round] = System.nanoTime() - start;
      }
      Arrays.sort(nanos);
      System.out.printf(
          "  %-16s %5.1f queries, median %8.1f us%n",
          name, (database.queries() - queries) / (double) ROUNDS, nanos[ROUNDS / 2] / 1_000.0);
    }
  }

  /** Something that takes its time and counts how often it is asked. */
  public static final class Database {
    private final AtomicLong queries = new AtomicLong();
    private final Duration time;

    Database(Duration time) {
      this.time = time;
    }

    /** Returns three rows. */
    public List<String> query() {
      queries.incrementAndGet();
      LockSupport.parkNanos(time.toNanos());
      return IntStream.range(0, 3).mapToObj(row -> "row " + row).toList();
    }

    long queries() {
      return queries.get();
    }
  }
}
