// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The whole filter on a hit: from the container's call to the last byte handed back. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // the set-up comes first
public class FilterBench {
  /** The kinds of hits. */
  @Param({"1 KB", "20 KB", "100 KB", "20 KB gzip", "304", "20 KB gzip, 2 holes"})
  public String page = "";

  private FilteredSite site;
  private BenchRequest request;
  private BenchResponse response;

  /** Stores the page. */
  @Setup
  public void store() throws Exception {
    site = FilteredSite.start();
    request = site.request("/page/catalog/garden?sort=price");
    response = new BenchResponse();
    int bytes = page.startsWith("1 ") ? 1_024 : page.startsWith("100") ? 102_400 : 20_480;
    if (page.contains("gzip")) {
      request.header("Accept-Encoding", "gzip, deflate, br, zstd");
    }
    if (page.equals("304")) {
      request.header("If-None-Match", "\"v1\"");
      request.header("If-Modified-Since", "Thu, 01 Jan 2026 00:00:00 GMT");
    }
    site.store(
        request, page.endsWith("holes") ? FilteredSite.withHoles(bytes) : FilteredSite.text(bytes));
  }

  /** Answers with it. */
  @Benchmark
  public long hit() throws Exception {
    return site.hit(request, response);
  }

  /** Stops the site. */
  @TearDown
  public void stop() throws Exception {
    site.stop();
  }
}
