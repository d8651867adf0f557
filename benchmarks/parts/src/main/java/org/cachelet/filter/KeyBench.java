// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.cachelet.bench.parts.Application;
import org.cachelet.bench.parts.BenchRequest;
import org.cachelet.cache.Input;
import org.cachelet.cache.servlet.ServletCaches;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Making the key of a page, and of a variant. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // the set-up comes first
public class KeyBench {
  private Application application;
  private PageCache cache;
  private PageRule rule;
  private BenchRequest plain;
  private BenchRequest queried;
  private VaryList varyList;
  private String pageKey = "";

  /** Makes a rule and requests. */
  @Setup
  public void prepare() throws Exception {
    application =
        new Application(
            Map.of("cachelet.page.site.path", "/**", "cachelet.ignore-params", "utm_*,gclid"));
    cache = PageCache.open(application.context());
    rule = PageRule.of("site", ServletCaches.settings(application.context()));
    plain = new BenchRequest(application.context()).path("/catalog/garden/spades");
    queried =
        new BenchRequest(application.context())
            .path("/catalog/garden/spades?sort=price&page=2&utm_source=letter&colour=green");
    varyList =
        new VaryList(
            Set.of(
                Input.parse("header:accept-language"),
                Input.parse("cookie:theme"),
                Input.parse("header:x-requested-with")));
    pageKey = new PageRequest(plain, cache, rule).key();
  }

  /** Makes the key of an address. */
  @Benchmark
  public String page() {
    return new PageRequest(plain, cache, rule).key();
  }

  /** Makes the key of an address with a query, of which one parameter is ignored. */
  @Benchmark
  public String pageWithQuery() {
    return new PageRequest(queried, cache, rule).key();
  }

  /** Looks whether a request may be answered from the cache. */
  @Benchmark
  public Object pageAndVerdict() {
    return new PageRequest(plain, cache, rule).bypass();
  }

  /** Makes the key of a variant, by two header fields and a cookie. */
  @Benchmark
  public Optional<String> variant() {
    PageRequest request = new PageRequest(plain, cache, rule);
    Inputs inputs = new Inputs(plain, request.view(), rule.varyBy(), rule.ledger());
    return varyList.variantKey(pageKey, inputs::valueOf);
  }

  /** Stops the application. */
  @TearDown
  public void stop() throws Exception {
    application.stop();
  }
}
