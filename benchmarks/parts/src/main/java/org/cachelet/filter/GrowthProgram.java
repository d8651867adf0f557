// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.Figures;
import org.cachelet.bench.figure.Goal;
import org.cachelet.bench.figure.Spread;
import org.cachelet.bench.parts.BenchRequest;
import org.cachelet.bench.parts.BenchResponse;
import org.cachelet.bench.parts.Cpu;
import org.cachelet.bench.parts.FilteredSite;
import org.cachelet.cache.Caches;
import org.cachelet.cache.EntryCache;
import org.cachelet.cache.servlet.ServletCaches;
import org.cachelet.filter.http.HttpFields;

/** Measures how the cost of a hit grows with what is stored, with the rules and with the log. */
public final class GrowthProgram {
  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final int ASKED = 1 << 15;
  private static final Goal FLAT = Goal.atMost(1.3);
  private static final HttpFields FIELDS =
      HttpFields.of(
          "Content-Type", "text/html;charset=UTF-8", "Cache-Control", "public, max-age=600");

  private final int rounds;

  private GrowthProgram(int rounds) {
    this.rounds = rounds;
  }

  /** Measures; with the argument {@code full}, more often. */
  public static void main(String[] args) throws Exception {
    GrowthProgram program = new GrowthProgram(args[0].equals("full") ? 31 : 11);
    program.rules();
    program.log();
    program.entries();
  }

  private void rules() throws Exception {
    FilteredSite one = FilteredSite.start();
    FilteredSite thousand = FilteredSite.start(RulesBench.settings(FEW - 1));
    String[] paths = paths(FEW, FEW, 1);
    store(one, FEW);
    store(thousand, FEW);
    print("1 to 1,000 rules", Cpu.ratio(rounds, hits(one, paths), hits(thousand, paths)), "");
    one.stop();
    thousand.stop();
  }

  private void log() throws Exception {
    FilteredSite none = FilteredSite.start();
    FilteredSite million = FilteredSite.start(Map.of("cachelet.log.max-tags", "2000000"));
    for (int i = 0; i < MANY; i++) {
      million.application().caches().invalidateTags("product:" + i);
    }
    String[] paths = paths(FEW, FEW, 1);
    store(none, FEW);
    store(million, FEW);
    print(
        "0 to 1,000,000 invalidations in the log",
        Cpu.ratio(rounds, hits(none, paths), hits(million, paths)),
        "");
    print(
        "0 to 1,000,000 invalidations, one more before each 8 hits",
        Cpu.ratio(rounds, disturbed(none, paths), disturbed(million, paths)),
        "");
    none.stop();
    million.stop();
  }

  private void entries() throws Exception {
    FilteredSite few = FilteredSite.start();
    FilteredSite many = FilteredSite.start();
    store(few, FEW);
    store(many, MANY);
    print(
        "1,000 to 1,000,000 pages, of which 1,000 are asked for",
        Cpu.ratio(rounds, hits(few, paths(FEW, FEW, 1)), hits(many, paths(FEW, MANY, 1))),
        "without a container; they lie a thousand times as far apart in memory");
    String[] fewPaths = paths(ASKED, FEW, 1);
    String[] manyPaths = paths(ASKED, MANY, 1);
    Spread all = Cpu.ratio(rounds, hits(few, fewPaths), hits(many, manyPaths));
    String limit = "a bare ConcurrentHashMap: " + bareMap() + " x; it is the processor's caches";
    print("1,000 to 1,000,000 pages, all asked for at random", all, limit);
    few.stop();
    many.stop();
  }

  private Spread bareMap() throws Exception {
    Map<String, Object> few = map(FEW);
    Map<String, Object> many = map(MANY);
    String[] fewPaths = paths(ASKED, FEW, 1);
    String[] manyPaths = paths(ASKED, MANY, 1);
    return Cpu.ratio(rounds, gets(few, fewPaths), gets(many, manyPaths));
  }

  private static Map<String, Object> map(int size) {
    Map<String, Object> map = new ConcurrentHashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(path(i), new byte[200]);
    }
    return map;
  }

  private static Cpu.Work gets(Map<String, Object> map, String[] paths) {
    return () -> {
      for (String path : paths) {
        String copy = "".concat(path.substring(0, 6)).concat(path.substring(6)); // hashed anew
        if (map.get(copy) == null) {
          throw new IllegalStateException("no " + path);
        }
      }
    };
  }

  private static Cpu.Work hits(FilteredSite site, String[] paths) {
    BenchRequest request = site.request("/");
    BenchResponse response = new BenchResponse();
    return () -> {
      for (int i = 0; i < ASKED; i++) {
        site.hit(request.path(paths[i & (paths.length - 1)]), response);
      }
    };
  }

  private static Cpu.Work disturbed(FilteredSite site, String[] paths) {
    BenchRequest request = site.request("/");
    BenchResponse response = new BenchResponse();
    Caches caches = site.application().caches();
    return () -> {
      for (int i = 0; i < ASKED; i++) {
        if (i % 8 == 0) {
          caches.invalidateTags("product:7");
        }
        site.hit(request.path(paths[i & (paths.length - 1)]), response);
      }
    };
  }

  /**
   * Returns what is asked for, at random, each a text of its own.
   *
   * @param count how many, rounded up to a power of two
   * @param pages of how many pages
   */
  private static String[] paths(int count, int pages, long seed) {
    Random random = new Random(seed);
    String[] paths = new String[Integer.highestOneBit(2 * count - 1)];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = path(random.nextInt(pages));
    }
    return paths;
  }

  private static String path(int page) {
    return "/page/product/" + (MANY + page);
  }

  /** Puts pages past the filter, which would take longer. */
  private static void store(FilteredSite site, int pages) {
    PageCache cache = PageCache.open(site.application().context());
    PageRule rule = PageRule.of("site", ServletCaches.settings(cache.context()));
    EntryCache entries = site.application().caches().entries(PageCache.NAME);
    Instant now = Instant.now();
    for (int i = 0; i < pages; i++) {
      byte[] body = ("<html><body>" + "page number " + i + "</body></html>").getBytes(US_ASCII);
      PageRequest request = new PageRequest(site.request(path(i)), cache, rule);
      entries.keep(request.key(), StoredPage.of(200, FIELDS, body, now));
    }
  }

  private static void print(String name, Spread spread, String remark) {
    System.out.println(
        Figures.line(Figure.of("growth", name, "x", spread).goal(FLAT).remark(remark)));
  }
}
