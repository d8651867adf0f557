// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import jakarta.servlet.Servlet;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.cachelet.cache.Caches;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A fragment of 50 rows in a JSP that Jasper compiled; the page's own part is in each figure. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // the set-up comes first
public class JspBench {
  private static final String ROWS =
      "<table><% for (int i = 0; i < 50; i++) { pageContext.setAttribute(\"i\", i); %><tr class='<%= i % 2 == 0 ? \"even\" : \"odd\" %>'>"
          + "<td>${products[i].name}</td><td><a href='/product/<%= i %>'>more</a></td>"
          + "<td>${products[i].price}</td></tr><% } %></table>";

  private final BenchResponse response = new BenchResponse();
  private JspSite site;
  private Servlet cached;
  private Servlet uncached;
  private Servlet empty;
  private BenchRequest request;

  /** Has the pages compiled. */
  @Setup
  public void compile() throws Exception {
    site = JspSite.start(Files.createTempDirectory("jsp-bench"));
    site.context().setAttribute("products", ThymeleafBench.products());
    cached =
        site.page(
            "cached",
            "<cache:fragment name='rows' ttl='1d' tags='products'>" + ROWS + "</cache:fragment>");
    uncached = site.page("uncached", ROWS);
    empty = site.page("empty", "");
    request = new BenchRequest(site.context()).path("/cached.jsp");
    hit();
    long hits = hits();
    hit();
    if (hits() != hits + 1) {
      throw new IllegalStateException("the fragment was not found");
    }
  }

  private long hits() {
    return site.caches().cache(Caches.FRAGMENTS).statistics().hits();
  }

  /** Finds the fragment. */
  @Benchmark
  public void hit() throws Exception {
    cached.service(request, response);
  }

  /** Makes and stores the fragment. */
  @Benchmark
  public void miss() throws Exception {
    site.caches().fragments().invalidate("rows");
    cached.service(request, response);
  }

  /** Renders without a fragment. */
  @Benchmark
  public void uncached() throws Exception {
    uncached.service(request, response);
  }

  /** Renders nothing: what any page takes. */
  @Benchmark
  public void empty() throws Exception {
    empty.service(request, response);
  }

  /** Stops the site. */
  @TearDown
  public void stop() throws Exception {
    site.stop();
  }
}
