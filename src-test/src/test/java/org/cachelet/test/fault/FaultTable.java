// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of all faults that were tried, as Markdown. Thread-safe. */
final class FaultTable {
  private static final String HEAD =
      """
      | | fault | requests | 5xx | foreign | stale | oldest | slow | p99 before | p99 | max | hits | first hit | verdict |
      | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
      """;

  private final List<String> rows = new ArrayList<>();

  /** Adds a fault that was tried. */
  synchronized void add(String id, String fault, Figures f, List<String> broken) {
    String verdict = broken.isEmpty() ? "ok" : String.join(", ", broken);
    rows.add(
        String.join(
            " | ",
            "| " + id,
            fault,
            String.valueOf(f.requests()),
            String.valueOf(f.errors()),
            String.valueOf(f.foreign()),
            String.valueOf(f.stale()),
            millis(f.oldest()),
            String.valueOf(f.slow()),
            millis(f.usual()),
            millis(f.p99()),
            millis(f.max()),
            f.hits() + " %",
            millis(f.firstHit()),
            verdict + " |"));
  }

  /** Adds a fault that was not tried, or has no such figures. */
  synchronized void add(String id, String fault, String verdict) {
    rows.add("| " + id + " | " + fault + " |".repeat(12) + " " + verdict + " |");
  }

  private static String millis(Duration time) {
    if (time.equals(Figures.NEVER)) {
      return "never";
    }
    long micros = time.toNanos() / 1_000;
    return micros < 10_000
        ? String.format(Locale.ROOT, "%.1f ms", micros / 1_000.0)
        : micros / 1_000 + " ms";
  }

  /** Returns the table, with what it was made with. */
  synchronized String text(String redisVersion) {
    StringBuilder text = new StringBuilder();
    text.append(LocalDate.now(ZoneOffset.UTC))
        .append(", JDK ")
        .append(System.getProperty("java.version"))
        .append(", Redis ")
        .append(redisVersion)
        .append(", ")
        .append(Runtime.getRuntime().availableProcessors())
        .append(" processors, ")
        .append(Load.THREADS)
        .append(" threads, 200 requests a second at two nodes.\n\n")
        .append(HEAD);
    rows.stream().sorted().forEach(row -> text.append(row).append('\n'));
    return text.toString();
  }

  /** Prints the table and writes it to a file. */
  void publish(String redisVersion, Path file) {
    String text = text(redisVersion);
    System.out.println(text);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
