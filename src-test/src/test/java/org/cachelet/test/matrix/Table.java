// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What works in which container, as it was seen. Thread-safe. */
final class Table {
  private final Map<Product, Map<Feature, String>> seen = new HashMap<>();

  /** Does something and notes whether it failed. */
  void note(Product product, Feature feature, ThrowingCallable check) {
    put(product, feature, "**no**");
    try {
      check.call();
    } catch (Throwable e) {
      throw new AssertionError(product + ", " + feature.title() + ": " + e.getMessage(), e);
    }
    put(product, feature, "yes");
  }

  private synchronized void put(Product product, Feature feature, String answer) {
    seen.computeIfAbsent(product, key -> new EnumMap<>(Feature.class)).put(feature, answer);
  }

  /** Prints and writes the table. */
  synchronized void publish(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s, JDK %s\n\n"
            .formatted(LocalDate.now(ZoneOffset.UTC), System.getProperty("java.version")));
    StringJoiner head = new StringJoiner(" | ", "| container | ", " |\n");
    StringJoiner line = new StringJoiner(" | ", "| --- | ", " |\n");
    for (Feature feature : Feature.values()) {
      head.add(feature.title());
      line.add("---");
    }
    text.append(head).append(line);
    seen.entrySet().stream()
        .sorted(Comparator.comparing(each -> each.getKey().toString()))
        .forEach(each -> text.append(row(each.getKey(), each.getValue())));
    System.out.println(text);
    Files.writeString(file, text, UTF_8);
  }

  private static String row(Product product, Map<Feature, String> row) {
    StringJoiner cells = new StringJoiner(" | ", "| " + product + " | ", " |\n");
    for (Feature feature : Feature.values()) {
      cells.add(row.getOrDefault(feature, ""));
    }
    return cells.toString();
  }
}
