// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What works in which container, as it was seen. Thread-safe. */
final class Table {
  private static final String ADAPTER = "all that with native sessions";
  private static final String FAILURE = "**no**";
  private static final List<String> COLUMNS =
      Stream.concat(Stream.of(Feature.values()).map(Feature::title), Stream.of(ADAPTER)).toList();

  private final Map<String, Map<String, String>> seen = new ConcurrentHashMap<>();

  /** Does something and notes whether it failed. */
  void note(Product product, SessionsBy sessions, Feature feature, ThrowingCallable check) {
    String column = sessions == SessionsBy.ADAPTER ? ADAPTER : feature.title();
    try {
      check.call();
    } catch (Throwable e) {
      row(product).put(column, FAILURE);
      throw new AssertionError(
          product + ", " + sessions + ", " + feature.title() + ": " + e.getMessage(), e);
    }
    String success = sessions == SessionsBy.ADAPTER ? "yes" : product.success(feature);
    row(product).putIfAbsent(column, success); // a failure stays
  }

  private Map<String, String> row(Product product) {
    return seen.computeIfAbsent(product.toString(), key -> new ConcurrentHashMap<>());
  }

  /** Prints and writes the table. */
  void publish(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s, JDK %s\n\n"
            .formatted(LocalDate.now(ZoneOffset.UTC), System.getProperty("java.version")));
    StringJoiner head = new StringJoiner(" | ", "| container | ", " |\n");
    StringJoiner line = new StringJoiner(" | ", "| --- | ", " |\n");
    for (String column : COLUMNS) {
      head.add(column);
      line.add("---");
    }
    text.append(head).append(line);
    seen.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> text.append(row(each.getKey(), each.getValue())));
    System.out.println(text);
    Files.writeString(file, text, UTF_8);
  }

  private static String row(String product, Map<String, String> row) {
    StringJoiner cells = new StringJoiner(" | ", "| " + product + " | ", " |\n");
    for (String column : COLUMNS) {
      cells.add(row.getOrDefault(column, "–"));
    }
    return cells.toString();
  }
}
