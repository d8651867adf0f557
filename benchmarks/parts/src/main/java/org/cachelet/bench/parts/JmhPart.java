// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.Spread;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of one class in JVMs of their own.
 *
 * @param type the class
 */
record JmhPart(Class<?> type) {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** Returns the name of what is measured. */
  String group() {
    String name = type.getSimpleName();
    return name.substring(0, name.length() - "Bench".length()).toLowerCase(Locale.ROOT);
  }

  /** Measures: processor time and bytes allocated for each operation. */
  List<Figure> measure(Length length) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include("^" + type.getName().replace(".", "\\.") + "\\.")
            .forks(length.forks())
            .warmupIterations(length.warmUps())
            .warmupTime(TimeValue.milliseconds(length.millis()))
            .measurementIterations(length.iterations())
            .measurementTime(TimeValue.milliseconds(length.millis()))
            .jvmArgs("-Xms1g", "-Xmx1500m", "-XX:+UseParallelGC")
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    List<Figure> figures = new ArrayList<>();
    for (RunResult result : new Runner(options).run()) {
      figures.add(time(result));
      figures.add(allocated(result));
    }
    return figures;
  }

  private Figure time(RunResult result) {
    return Figure.of(group(), name(result.getParams()), "ns", spread(result, CpuProfiler.RESULT));
  }

  private Figure allocated(RunResult result) {
    String name = name(result.getParams()) + ", allocated";
    return Figure.of(group(), name, "B", spread(result, ALLOCATED));
  }

  private static String name(BenchmarkParams params) {
    String method = params.getBenchmark();
    StringBuilder name = new StringBuilder();
    for (char c : method.substring(method.lastIndexOf('.') + 1).toCharArray()) {
      boolean begins = Character.isUpperCase(c) || (Character.isDigit(c) && !endsInDigit(name));
      name.append(begins ? " " : "").append(Character.toLowerCase(c));
    }
    for (String key : params.getParamsKeys()) {
      String value = params.getParam(key);
      name.append(", ").append(isNumber(value) ? shown(value) + ' ' + key : value);
    }
    return name.toString().replace(" kb", " KB");
  }

  private static boolean endsInDigit(StringBuilder text) {
    return text.length() > 0 && Character.isDigit(text.charAt(text.length() - 1));
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(Character::isDigit) && text.length() != 3; // 304 is a status
  }

  private static String shown(String number) {
    return String.format(Locale.ROOT, "%,d", Long.parseLong(number));
  }

  private static Spread spread(RunResult result, String name) {
    DoubleStream.Builder values = DoubleStream.builder();
    Collection<BenchmarkResult> forks = result.getBenchmarkResults();
    for (BenchmarkResult fork : forks) {
      for (IterationResult iteration : fork.getIterationResults()) {
        Result<?> value = iteration.getSecondaryResults().get(name);
        values.add(Objects.requireNonNull(value, name).getScore());
      }
    }
    return Spread.of(values.build().toArray());
  }

  /**
   * How long to measure.
   *
   * @param forks in how many JVMs
   * @param warmUps how often before it counts
   * @param iterations how often it counts
   * @param millis how long each time
   */
  record Length(int forks, int warmUps, int iterations, int millis) {
    /** For a look. */
    static final Length SHORT = new Length(1, 5, 5, 200);

    /** For figures that are published. */
    static final Length FULL = new Length(3, 5, 5, 1_000);
  }
}
