// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.FigureTable;
import org.cachelet.bench.figure.Figures;
import org.cachelet.bench.figure.Machine;
import org.cachelet.bench.figure.ProcStat;
import org.cachelet.test.redis.RedisServer;

/** Runs all comparisons, or those that are asked for, and writes what came of them. */
public final class BenchMain {
  private static final Bench.Times SHORT =
      new Bench.Times(5, Duration.ofMinutes(3), Duration.ofMillis(600), Duration.ofSeconds(4));
  private static final Bench.Times FULL =
      new Bench.Times(11, Duration.ofHours(1), Duration.ofSeconds(2), Duration.ofSeconds(20));

  private final Path target = Path.of(System.getProperty("bench.target", "target"));
  private final String only = System.getProperty("bench.only", "");
  private final boolean full = System.getProperty("bench", "short").equals("full");
  private final boolean copies = Boolean.getBoolean("bench.copy");
  private final String against = System.getProperty("bench.against", "");
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();

  private BenchMain() {}

  /**
   * Runs what the system properties ask for.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException {
    if (!ProcStat.isThere()) {
      throw new IllegalStateException("the bench reads the CPU of processes from Linux' /proc");
    }
    Cores.moveAside(ProcessHandle.current().pid());
    new BenchMain().run();
  }

  private void run() throws IOException {
    Files.createDirectories(target);
    for (Family family : new Suite(copies ? Suite.Slower.YES : Suite.Slower.NO).families()) {
      List<Comparison> wanted =
          family.comparisons().stream().filter(it -> isWanted(it.name())).toList();
      if (!wanted.isEmpty()) {
        run(new Family(family.redis(), wanted));
        write(figures); // so that what there is outlives a later failure
      }
    }
    if (isWanted(RedisBenchmark.GROUP)) {
      withRedis((bench, redis) -> figures.addAll(new RedisBenchmark(redis.port()).run()));
    }
    if (isWanted(Stampedes.GROUP)) {
      withRedis((bench, redis) -> figures.addAll(new Stampedes(bench).run()));
    }
    List<Figure> all = new ArrayList<>(figures);
    all.addAll(Figures.read(target.resolve("../../parts/target/parts.json")));
    write(all);
    System.out.println("\n" + machine() + "\n\n" + FigureTable.of(all));
    compare();
  }

  private boolean isWanted(String name) {
    return name.startsWith(only);
  }

  private void run(Family family) throws IOException {
    if (family.redis()) {
      withRedis((bench, redis) -> compare(bench, family));
    } else {
      try (Bench bench = bench("")) {
        compare(bench, family);
      }
    }
  }

  private void withRedis(Part part) throws IOException {
    if (!RedisServer.isAvailable()) {
      System.out.println("left out, since no Redis runs here: " + RedisServer.whyUnavailable());
      return;
    }
    try (RedisServer redis = RedisServer.start();
        Bench bench = bench(redis.url())) {
      part.run(bench, redis);
    }
  }

  private Bench bench(String redis) {
    Path log = target.resolve("servers.log");
    return new Bench(full ? FULL : SHORT, System.getProperty("java.class.path"), log, redis);
  }

  private void compare(Bench bench, Family family) throws IOException {
    for (Comparison comparison : family.comparisons()) {
      Outcome outcome = bench.run(comparison);
      outcomes.add(outcome);
      figures.addAll(outcome.figures());
      System.out.print(FigureTable.of(outcome.figures()));
    }
  }

  /** Writes the page where docs are, unless only a part was measured. */
  private void write(List<Figure> all) throws IOException {
    Figures.write(target.resolve("site.json"), figures);
    boolean whole = only.isEmpty() && !copies;
    Path folder = whole ? Path.of(System.getProperty("bench.docs", "docs")) : target;
    String command = "./mvnw -B -ntp -Pbench verify" + (full ? " -Dbench=full" : "");
    List<String> versions = Versions.on(System.getProperty("java.class.path"));
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Report report = new Report(today, command, machine(), versions);
    Files.writeString(folder.resolve("performance.md"), report.page(all, outcomes));
    Files.writeString(folder.resolve("performance.svg"), Chart.svg(all));
  }

  private static String machine() {
    return Machine.description(Cores.count())
        + (Cores.pins() ? ", servers on core 0, load and Redis on core 1" : ", not pinned");
  }

  /** Ends with an error if something is slower than in the results that are named. */
  private void compare() throws IOException {
    if (against.isEmpty()) {
      return;
    }
    List<Regression> worse = Regression.between(Figures.read(Path.of(against)), figures);
    worse.forEach(System.out::println);
    if (!worse.isEmpty()) {
      System.exit(1);
    }
    System.out.println("nothing is slower than in " + Path.of(against).getFileName());
  }

  /** What is measured on one bench. */
  private interface Part {
    void run(Bench bench, RedisServer redis) throws IOException;
  }
}
