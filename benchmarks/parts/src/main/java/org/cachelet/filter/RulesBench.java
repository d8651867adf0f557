// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cachelet.bench.parts.Application;
import org.cachelet.bench.parts.BenchRequest;
import org.cachelet.cache.servlet.ServletCaches;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Finding the rule for a request. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // the set-up comes first
public class RulesBench {
  /** How many rules there are. */
  @Param({"1", "1000"})
  public int rules;

  private Application application;
  private PageRules all;
  private BenchRequest last;
  private BenchRequest none;

  /** Reads the rules. */
  @Setup
  public void read() throws Exception {
    application = new Application(settings(rules));
    all = new PageRules(application.context(), ServletCaches.settings(application.context()));
    last = new BenchRequest(application.context()).path("/section0/garden/spade");
    none = new BenchRequest(application.context()).path("/account/orders");
  }

  /** Returns the settings of so many rules, of which that of section 0 is tried last by order. */
  public static Map<String, String> settings(int rules) {
    Map<String, String> settings = new HashMap<>();
    settings.put("cachelet.page.r0.path", "/section0/**");
    for (int i = 1; i < rules; i++) {
      String rule = "cachelet.page.r" + i;
      settings.put(
          rule + ".path",
          switch (i % 3) {
            case 0 -> "/section" + i;
            case 1 -> "/section" + i + "/*/offers";
            default -> "/section0/part" + i + "/**";
          });
    }
    return settings;
  }

  /** Finds the least specific of the rules. */
  @Benchmark
  public Optional<PageRule> found() {
    return all.match(last);
  }

  /** Finds that none is for a request. */
  @Benchmark
  public Optional<PageRule> none() {
    return all.match(none);
  }

  /** Stops the application. */
  @TearDown
  public void stop() throws Exception {
    application.stop();
  }
}
