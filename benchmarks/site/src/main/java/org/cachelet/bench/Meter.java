// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cachelet.bench.figure.ProcStat;

/** Puts a server under load and reads what that costs. Used by one thread. */
final class Meter {
  /** How many connections there are to a server. */
  static final int CONNECTIONS = 32;

  private static final double MICROS = 1e6;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final Duration WARM_UP_STEP = Duration.ofMillis(500);
  private static final int COMPILED = 30_000; // requests to a server until its hot path is
  private static final double WARM = 0.03;
  private static final double COMPILERS_REST = 0.02; // of the time; what they use is no request's

  /** How many times as long a server is warmed that was just started: it shares its core. */
  private static final int COLD = 4;

  private final Bench.Times times;
  private final Map<ServerProcess, Integer> answered = new HashMap<>();

  Meter(Bench.Times times) {
    this.times = times;
  }

  /** Connects to a server, after its answers were checked. */
  static Load connect(ServerProcess server, Ask ask) throws IOException {
    List<Expected> expected = new ArrayList<>();
    Expected first = ask.expect(server.port());
    for (int n = 0; n < CONNECTIONS; n++) {
      expected.add(ask.kind() == Ask.Kind.SESSION ? ask.expect(server.port()) : first);
    }
    return new Load(server.port(), expected);
  }

  /**
   * Asks until the compilers rest and a request costs what the one before did, or for long enough.
   *
   * @throws IOException if the machine is so busy that code is not compiled by then: what it costs
   *     would be no noise, but wrong in each round
   */
  void warmUp(ServerProcess server, Load load) throws IOException {
    int factor = answered.containsKey(server) ? 1 : COLD;
    long end = System.nanoTime() + times.warmUp().multipliedBy(factor).toNanos();
    Sample before = measure(server, load, WARM_UP_STEP);
    int requests = answered.getOrDefault(server, 0) + before.requests();
    long compiled = server.ask(Control.COMPILED);
    boolean steady = false;
    while (!steady && end - System.nanoTime() > 0) {
      Sample now = measure(server, load, WARM_UP_STEP);
      requests += now.requests();
      long compiledNow = server.ask(Control.COMPILED);
      boolean rested = compiledNow - compiled < COMPILERS_REST * WARM_UP_STEP.toMillis();
      boolean same = Math.abs(now.cpu() - before.cpu()) < WARM * before.cpu();
      steady = requests > COMPILED && rested && same;
      before = now;
      compiled = compiledNow;
    }
    answered.put(server, requests);
    if (!steady && requests < COMPILED && before.foreign() >= Sample.QUIET) {
      throw new IOException("others kept the server from getting warm");
    }
  }

  /** Measures one round. */
  Sample measure(ServerProcess server, Load load) throws IOException {
    return measure(server, load, times.round());
  }

  private static Sample measure(ServerProcess server, Load load, Duration duration)
      throws IOException {
    Set<Long> own = own();
    long allocated = server.ask(Control.ALLOCATED);
    long machine = ProcStat.ofMachine();
    long all = ProcStat.ofProcesses(own);
    long cpu = ProcStat.ofProcesses(server.pids());
    Load.Result result = load.run(duration);
    long cpuAfter = ProcStat.ofProcesses(server.pids());
    long allAfter = ProcStat.ofProcesses(own);
    long machineAfter = ProcStat.ofMachine();
    long allocatedAfter = server.ask(Control.ALLOCATED);
    double requests = result.requests();
    double micros = result.nanos() / NANOS_PER_MICRO;
    return new Sample(
        result.requests(),
        (cpuAfter - cpu) / requests,
        requests / micros * MICROS,
        result.median() / NANOS_PER_MILLI,
        result.slow() / NANOS_PER_MILLI,
        (allocatedAfter - allocated) / requests,
        Math.max(0, (machineAfter - machine - (allAfter - all)) / micros));
  }

  /** Returns this process and what it has started. */
  private static Set<Long> own() {
    return ProcStat.family(ProcessHandle.current());
  }
}
