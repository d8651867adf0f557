// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import javax.management.JMException;
import javax.management.ObjectName;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.Figures;
import org.cachelet.bench.figure.Goal;
import org.cachelet.bench.figure.Spread;
import org.cachelet.bench.parts.FilteredSite;
import org.cachelet.bench.parts.Texts;
import org.cachelet.cache.CacheStatistics;
import org.cachelet.cache.Lookup;
import org.cachelet.cache.servlet.ServletCaches;

/** Measures what a stored page takes from the heap beside the bytes of its bodies. */
public final class HeapProgram {
  private static final int PAGES = 20_000;
  private static final int BYTES = 20_480;
  private static final int FIRST = 1_000_000;

  private HeapProgram() {}

  /** Measures pages that are not compressed, then pages that are. */
  public static void main(String[] args) throws Exception {
    measure("page of 20 KB, identity only", "application/octet-stream");
    measure("page of 20 KB, identity and gzip", "text/html;charset=UTF-8");
  }

  private static void measure(String name, String type) throws Exception {
    FilteredSite site = FilteredSite.start();
    fill(site, type, 0, 200); // classes, tables and whatever else is made once
    long before = liveBytes();
    fill(site, type, FIRST, FIRST + PAGES);
    CacheStatistics statistics = site.application().caches().cache(PageCache.NAME).statistics();
    double taken = (double) (liveBytes() - before) / PAGES;
    double bodies = bodies(site);
    if (statistics.entries() != PAGES + 200) {
      throw new IllegalStateException(statistics.entries() + " pages were kept");
    }
    double over = taken - bodies;
    Spread spread = Spread.of(over);
    System.out.println(
        Figures.line(
            Figure.of("memory", name + ", beside the bodies", "B", spread)
                .goal(Goal.atMost(700))
                .remark(
                    String.format(
                        Locale.ROOT,
                        "over %,d pages of %,.0f B; the cache reckons with %,.0f B beside them",
                        PAGES,
                        bodies,
                        (double) statistics.bytes() / statistics.entries() - bodies))));
    site.stop();
  }

  private static void fill(FilteredSite site, String type, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      byte[] body = Texts.page(BYTES, i).getBytes(US_ASCII);
      site.make(
          site.request(path(i)),
          (request, response) -> {
            response.setContentType(type);
            response.getOutputStream().write(body);
          });
    }
  }

  private static String path(int i) {
    return "/page/product/" + i;
  }

  /** Returns the bytes of the bodies of a page, on average. */
  private static double bodies(FilteredSite site) {
    PageCache cache = PageCache.open(site.application().context());
    PageRule rule = PageRule.of("site", ServletCaches.settings(cache.context()));
    long bytes = 0;
    for (int i = FIRST; i < FIRST + PAGES; i++) {
      PageRequest request = new PageRequest(site.request(path(i)), cache, rule);
      Lookup lookup = cache.pages(rule).peek(request.key());
      StoredPage page = (StoredPage) lookup.found().content();
      bytes += page.form(false).body().length;
      bytes += page.gzip().map(form -> form.body().length).orElse(0);
    }
    return (double) bytes / PAGES;
  }

  /**
   * Returns the bytes of all objects that are alive, as the JVM counts them: what is in use of the
   * heap holds gaps, too, which depend on the collector and on the size of the bodies.
   */
  private static long liveBytes() throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100); // for what is freed by others, such as compressors
      least = Math.min(least, total(histogram()));
    }
    return least;
  }

  private static String histogram() throws JMException {
    Object histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return String.valueOf(histogram);
  }

  private static long total(String histogram) {
    String[] last = histogram.substring(histogram.lastIndexOf("Total")).trim().split("\\s+", -1);
    return Long.parseLong(last[2]);
  }
}
