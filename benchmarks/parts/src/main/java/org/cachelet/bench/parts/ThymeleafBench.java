// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cachelet.cache.Caches;
import org.cachelet.thymeleaf.CacheletDialect;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.IContext;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** A fragment of 50 rows in a Thymeleaf template; the engine's own part is in each figure. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // the set-up comes first
public class ThymeleafBench {
  private static final String ROWS =
      "<table><tr th:each=\"p : ${products}\" th:classappend=\"${pStat.odd} ? 'odd' : 'even'\">"
          + "<td th:text=\"${p.name}\">name</td><td><a th:href=\"@{/product/{id}(id=${p.id})}\">"
          + "more</a></td><td th:text=\"${p.price}\">9</td></tr></table>";
  private static final String UNCACHED = "<main>" + ROWS + "</main>";
  private static final String CACHED =
      "<main><section cache:fragment=\"rows\" cache:ttl=\"1d\" cache:tags=\"products\">"
          + ROWS
          + "</section></main>";
  private static final String EMPTY = "<main></main>";

  private final TemplateEngine engine = new TemplateEngine();
  private Application application;
  private Caches caches;
  private IContext context;

  /** Makes the rows. */
  @Setup
  public void prepare() throws Exception {
    application = new Application(Map.of());
    caches = application.caches();
    StringTemplateResolver templates = new StringTemplateResolver();
    templates.setCacheable(true);
    engine.setTemplateResolver(templates);
    engine.addDialect(new CacheletDialect());
    context =
        new WebContext(
            JakartaServletWebApplication.buildApplication(application.context())
                .buildExchange(
                    new BenchRequest(application.context()).path("/rows"), new BenchResponse()),
            Locale.US,
            Map.of("products", products()));
    String made = engine.process(CACHED, context);
    String found = engine.process(CACHED, context);
    if (!made.equals(found) || hits() != 1) {
      throw new IllegalStateException("the fragment was not found: " + hits());
    }
  }

  /** Returns the rows. */
  static List<Product> products() {
    List<Product> products = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      products.add(new Product(i, "Product number " + i, i * 3));
    }
    return products;
  }

  private long hits() {
    return caches.cache(Caches.FRAGMENTS).statistics().hits();
  }

  /** Finds the fragment. */
  @Benchmark
  public void hit() {
    engine.process(CACHED, context, Writer.nullWriter());
  }

  /** Makes and stores the fragment. */
  @Benchmark
  public void miss() {
    caches.fragments().invalidate("rows");
    engine.process(CACHED, context, Writer.nullWriter());
  }

  /** Renders without a fragment. */
  @Benchmark
  public void uncached() {
    engine.process(UNCACHED, context, Writer.nullWriter());
  }

  /** Renders nothing: what the engine takes for any template. */
  @Benchmark
  public void empty() {
    engine.process(EMPTY, context, Writer.nullWriter());
  }

  /** Stops the application. */
  @TearDown
  public void stop() throws Exception {
    application.stop();
  }

  /** A row. */
  public record Product(int id, String name, int price) {
    /** Returns the id, as templates ask for it. */
    public int getId() {
      return id;
    }

    /** Returns the name, as templates ask for it. */
    public String getName() {
      return name;
    }

    /** Returns the price, as templates ask for it. */
    public int getPrice() {
      return price;
    }
  }
}
