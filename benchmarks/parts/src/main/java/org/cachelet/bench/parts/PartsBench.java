// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.FigureTable;
import org.cachelet.bench.figure.Figures;
import org.cachelet.bench.figure.Machine;
import org.cachelet.bench.figure.Others;
import org.cachelet.cache.LookupBench;
import org.cachelet.cache.ValidityBench;
import org.cachelet.cache.redisson.EnvelopeBench;
import org.cachelet.filter.GrowthProgram;
import org.cachelet.filter.HeapProgram;
import org.cachelet.filter.KeyBench;
import org.cachelet.filter.PageBench;
import org.cachelet.filter.RulesBench;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures all parts, or those whose names begin with the system property {@code bench.only}, and
 * says how they stand to their goals. With {@code bench=full} it takes its time. The result is
 * printed and written to the file that {@code bench.result} names.
 */
public final class PartsBench {
  private static final List<JmhPart> PARTS =
      List.of(
          new JmhPart(RulesBench.class),
          new JmhPart(KeyBench.class),
          new JmhPart(LookupBench.class),
          new JmhPart(ValidityBench.class),
          new JmhPart(PageBench.class),
          new JmhPart(EnvelopeBench.class),
          new JmhPart(CodecBench.class),
          new JmhPart(FilterBench.class),
          new JmhPart(ThymeleafBench.class),
          new JmhPart(JspBench.class));

  private static final Map<String, Program> PROGRAMS = new LinkedHashMap<>();

  static {
    PROGRAMS.put("memory", new Program(HeapProgram.class, "-Xmx1400m"));
    PROGRAMS.put("invalidation", new Program(InvalidationProgram.class, "-Xmx1g"));
    PROGRAMS.put("growth", new Program(GrowthProgram.class, "-Xmx3g"));
  }

  private PartsBench() {}

  /** Measures. */
  public static void main(String[] args) throws Exception {
    boolean full = System.getProperty("bench", "short").equals("full");
    String only = System.getProperty("bench.only", "");
    Path file = Path.of(System.getProperty("bench.result", "target/parts.json"));
    System.setProperty("jmh.ignoreLock", "true"); // the site is measured beside
    int cores = Runtime.getRuntime().availableProcessors();
    System.out.println(Machine.description(cores) + ", " + Instant.now());
    List<Figure> figures = new ArrayList<>();
    measureParts(only, full ? JmhPart.Length.FULL : JmhPart.Length.SHORT, figures);
    measurePrograms(only, full, figures);
    Figures.write(file, figures);
    System.out.println(FigureTable.of(figures));
    System.out.println(summary(figures));
  }

  private static void measureParts(String only, JmhPart.Length length, List<Figure> figures)
      throws RunnerException {
    for (JmhPart part : PARTS) {
      if (part.group().startsWith(only)) {
        System.out.println("measuring " + part.group());
        Others others = new Others();
        List<Figure> measured = Goals.judged(part.measure(length));
        double used = others.cores();
        measured.forEach(figure -> figures.add(figure.besides(used)));
      }
    }
  }

  private static void measurePrograms(String only, boolean full, List<Figure> figures)
      throws IOException, InterruptedException {
    for (Map.Entry<String, Program> program : PROGRAMS.entrySet()) {
      if (program.getKey().startsWith(only)) {
        System.out.println("measuring " + program.getKey());
        Others others = new Others();
        List<Figure> measured = program.getValue().run(full ? "full" : "short");
        double used = program.getKey().equals("invalidation") ? others.cores() : 0; // by clock
        measured.forEach(figure -> figures.add(figure.besides(used)));
      }
    }
  }

  private static String summary(List<Figure> figures) {
    StringBuilder summary = new StringBuilder("goals:");
    for (Figure.Verdict verdict : Figure.Verdict.values()) {
      long count = figures.stream().filter(figure -> figure.verdict() == verdict).count();
      if (verdict != Figure.Verdict.NONE) {
        summary.append(' ').append(count).append(' ').append(verdict.name());
      }
    }
    return summary.toString();
  }

  /**
   * A program that measures in a JVM of its own, and prints figures.
   *
   * @param type its main class
   * @param heap the argument that says how much heap it gets
   */
  private record Program(Class<?> type, String heap) {
    List<Figure> run(String length) throws IOException, InterruptedException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  heap,
                  "-XX:+UseParallelGC",
                  "-classpath",
                  System.getProperty("java.class.path"),
                  type.getName(),
                  length)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      List<Figure> figures = new ArrayList<>();
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          Figures.ofLine(line).ifPresent(figures::add);
        }
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException(type.getSimpleName() + " failed");
      }
      return figures;
    }
  }
}
