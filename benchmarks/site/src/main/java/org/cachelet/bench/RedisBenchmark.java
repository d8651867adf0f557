// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cachelet.bench.figure.Figure;

/**
 * How many values Redis gives at most, as its own {@code redis-benchmark} says, where that is
 * installed: with as many connections as the servers have visitors, each with one request at a
 * time, from the core of the servers.
 */
final class RedisBenchmark {
  /** How all groups of such figures begin. */
  static final String GROUP = "Redis hit";

  private static final String PROGRAM = "redis-benchmark";
  private static final Pattern RATE = Pattern.compile("\"GET\",\"([0-9.]+)\".*");
  private static final int REQUESTS = 100_000;
  private static final int ROUNDS = 5;

  private final int port;

  /** Prepares to ask the server that listens there. */
  RedisBenchmark(int port) {
    this.port = port;
  }

  /** Measures values as large as the pages. */
  List<Figure> run() throws IOException {
    return List.of(run(1), run(20));
  }

  private Figure run(int kilobytes) throws IOException {
    String group = GROUP + ", " + kilobytes + " KB";
    String unit = "values a second";
    String program = Programs.find(PROGRAM).orElse("");
    if (program.isEmpty()) {
      return Figure.none(group, PROGRAM, unit, "not installed");
    }
    List<Double> rates = new ArrayList<>();
    run(program, "set", 1, kilobytes); // all requests are for one key
    for (int round = 0; round < ROUNDS; round++) {
      rates.addAll(run(program, "get", REQUESTS, kilobytes));
    }
    Rounds all = Rounds.of(rates);
    return all.noise()
        .map(noise -> Figure.none(group, PROGRAM, unit, "no result: " + noise))
        .orElseGet(() -> Figure.of(group, PROGRAM, unit, all.spread()));
  }

  private List<Double> run(String program, String test, int requests, int kilobytes)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program, "--csv", "-t", test));
    command.addAll(List.of("-p", Integer.toString(port), "-n", Integer.toString(requests)));
    command.addAll(List.of("-c", Integer.toString(Meter.CONNECTIONS)));
    command.addAll(List.of("-d", Integer.toString(kilobytes * 1_024)));
    Process process =
        new ProcessBuilder(Cores.ofServers(command))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = process.inputReader(US_ASCII)) {
      return lines
          .lines()
          .map(RATE::matcher)
          .filter(Matcher::matches)
          .map(line -> Double.valueOf(line.group(1)))
          .toList();
    }
  }
}
