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
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The table of all faults that were tried, as Markdown. Thread-safe. */
public final class FaultTable {
  /** Stands for the time of what did not come. */
  public static final Duration NEVER = Duration.ofDays(1);

  private final List<String> figures;
  private final List<String> rows = new ArrayList<>();

  /** Begins a table of faults with these figures. */
  public FaultTable(List<String> figures) {
    this.figures = List.copyOf(figures);
  }

  /** Adds a fault that was tried. */
  public void add(String id, String fault, List<String> cells, List<String> broken) {
    List<String> row = new ArrayList<>(List.of(id, fault));
    row.addAll(cells);
    row.add(broken.isEmpty() ? "ok" : String.join(", ", broken));
    add(row);
  }

  /** Adds a fault that was not tried, or has no such figures. */
  public void add(String id, String fault, String verdict) {
    List<String> row = new ArrayList<>(List.of(id, fault));
    row.addAll(Collections.nCopies(figures.size(), ""));
    row.add(verdict);
    add(row);
  }

  private synchronized void add(List<String> row) {
    rows.add(line(row));
  }

  private static String line(List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    cells.forEach(cell -> line.append(cell.isEmpty() ? "" : " " + cell).append(" |"));
    return line.toString();
  }

  /** Returns a time as a cell shows it. */
  public static String millis(Duration time) {
    if (time.equals(NEVER)) {
      return "never";
    }
    long micros = time.toNanos() / 1_000;
    return micros < 10_000
        ? String.format(Locale.ROOT, "%.1f ms", micros / 1_000.0)
        : micros / 1_000 + " ms";
  }

  /**
   * Returns the table, with what it was made with.
   *
   * @param load how many visitors there were
   */
  synchronized String text(String redisVersion, String load) {
    StringBuilder text = new StringBuilder();
    text.append(LocalDate.now(ZoneOffset.UTC))
        .append(", JDK ")
        .append(System.getProperty("java.version"))
        .append(", Redis ")
        .append(redisVersion)
        .append(", ")
        .append(Runtime.getRuntime().availableProcessors())
        .append(" processors, ")
        .append(load)
        .append(".\n\n")
        .append(head());
    rows.stream().sorted().forEach(row -> text.append(row).append('\n'));
    return text.toString();
  }

  private String head() {
    List<String> names = new ArrayList<>(List.of("", "fault"));
    names.addAll(figures);
    names.add("verdict");
    return line(names) + "\n| --- | --- |" + " ---: |".repeat(figures.size()) + " --- |\n";
  }

  /**
   * Prints the table and writes it to a file.
   *
   * @param load how many visitors there were
   */
  public void publish(String redisVersion, String load, Path file) {
    String text = text(redisVersion, load);
    System.out.println(text);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
