// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs the comparisons. */
public final class BenchMain {
  private BenchMain() {}

  /** Runs what the system properties ask for. */
  public static void main(String[] arguments) throws IOException {
    Cores.moveAside(ProcessHandle.current().pid());
    Bench.Times times =
        new Bench.Times(
            Integer.getInteger("bench.rounds", 5),
            Duration.ofMillis(Integer.getInteger("bench.millis", 1000)),
            Duration.ofSeconds(5));
    Target raw = Target.of("jetty", "raw");
    Target ours =
        Target.of("jetty", "cachelet")
            .with("cachelet.page.site.path", "/page/**")
            .with("cachelet.page.site.ttl", "1h");
    try (Bench bench =
        new Bench(times, System.getProperty("java.class.path"), Path.of("/tmp/bench.log"))) {
      for (int size : new int[] {1, 20, 100}) {
        Ask ask = new Ask("/page/" + size, Ask.Kind.PLAIN);
        Outcome outcome =
            bench.run(
                new Comparison(
                    "jetty " + size,
                    List.of(
                        Lane.of("raw", raw, ask),
                        new Lane(
                            "cachelet",
                            ours,
                            ask,
                            List.of(
                                Goal.share(0.95), new Goal(Goal.Measure.MORE_ALLOCATED, 700))))));
        outcome.samples().forEach(s -> s.forEach(x -> System.out.println(x)));
        outcome.figures().forEach(System.out::println);
      }
    }
  }
}
