// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cachelet.bench.parts.Application;
import org.cachelet.bench.parts.BenchRequest;
import org.cachelet.bench.parts.BenchResponse;
import org.cachelet.bench.parts.Texts;
import org.cachelet.cache.Content;
import org.cachelet.filter.http.HttpFields;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What is done with a stored page of 20 KB: making, replaying, writing to bytes and reading. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // the set-up comes first
public class PageBench {
  private static final HttpFields FIELDS =
      HttpFields.of(
          "Content-Type",
          "text/html;charset=UTF-8",
          "Cache-Control",
          "public, max-age=600",
          "X-Frame-Options",
          "DENY",
          "Last-Modified",
          "Thu, 01 Jan 2026 00:00:00 GMT",
          "Content-Language",
          "en");

  private final StoredPageFormat format = new StoredPageFormat();
  private final Instant now = Instant.parse("2026-06-01T00:00:00Z");
  private final byte[] body = Texts.page(20_480, 20_480).getBytes(US_ASCII);
  private final BenchResponse response = new BenchResponse();
  private Application application;
  private BenchRequest request;
  private StoredPage page;
  private byte[] written = {};

  /** Makes the page. */
  @Setup
  public void make() throws Exception {
    application = new Application(Map.of());
    request = new BenchRequest(application.context()).header("Accept-Encoding", "gzip, br");
    page = StoredPage.of(200, FIELDS, body, now);
    written = format.write(page);
    if (page.gzip().isEmpty()) {
      throw new IllegalStateException("the page was not compressed");
    }
  }

  /** Replays status, fields and body. */
  @Benchmark
  public long replay() throws IOException {
    new PageWriter(request, response, page, now.toEpochMilli()).write(HttpFields.EMPTY);
    return response.written();
  }

  /** Makes what is stored of a response: fields, digest and compressed form. */
  @Benchmark
  public Object make20Kb() {
    return StoredPage.of(200, FIELDS, body, now);
  }

  /** Compresses the body, as is done once when it is stored. */
  @Benchmark
  public byte[] gzip20Kb() {
    return Gzip.compressed(body);
  }

  /** Writes the page for a store outside of the process. */
  @Benchmark
  public byte[] write20Kb() {
    return format.write(page);
  }

  /** Reads the page of a store outside of the process. */
  @Benchmark
  public Content read20Kb() {
    return format.read(written);
  }

  /** Stops the application. */
  @TearDown
  public void stop() throws Exception {
    application.stop();
  }
}
