// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.Goal;
import org.cachelet.bench.figure.Spread;

/** What many visitors of one slow page cost, when it is cold and when it expires. */
final class Stampedes {
  /** How all groups of such figures begin. */
  static final String GROUP = "Stampede";

  private static final int COLD_CROWD = 200;
  private static final int WARM_CROWD = 100;
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 20; // until code is compiled, on each of four nodes
  private static final int NODES = 4;
  private static final Duration STAY = Duration.ofSeconds(7);
  private static final int EXPIRIES = 4; // one at the begin, and one every two seconds
  private static final double MOST_MILLIS = SlowPage.TIME.toMillis() + 100;

  private final Bench bench;

  Stampedes(Bench bench) {
    this.bench = bench;
  }

  /** Measures them all. */
  List<Figure> run() throws IOException {
    List<Figure> figures = new ArrayList<>();
    Target node = Suite.slowSite();
    figures.addAll(cold("cold, one node", List.of(node.with("bench.node", "0"))));
    List<Target> nodes = new ArrayList<>();
    for (int n = 0; n < NODES; n++) {
      nodes.add(
          node.with("bench.node", Integer.toString(n))
              .with("cachelet.redis.url", Family.REDIS)
              .with("cachelet.redis.read-timeout", Suite.PATIENCE)
              .with("cachelet.redis.write-timeout", Suite.PATIENCE));
    }
    figures.addAll(cold("cold, four nodes on one Redis", nodes));
    figures.addAll(expiry("Jetty", Suite.expiringSite("jetty")));
    figures.addAll(expiry("Tomcat", Suite.expiringSite("tomcat")));
    return figures;
  }

  private List<Figure> cold(String name, List<Target> targets) throws IOException {
    List<ServerProcess> servers = new ArrayList<>();
    for (Target target : targets) {
      servers.add(bench.server(target));
    }
    List<Double> renderings = new ArrayList<>();
    List<Double> slowest = new ArrayList<>();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      long before = rendered(servers);
      List<Crowd.Visit> visits = new Crowd(ports(servers), "/slow/" + round).burst(COLD_CROWD);
      if (round >= WARM_UP) {
        renderings.add((double) (rendered(servers) - before));
        slowest.add(visits.stream().mapToDouble(Crowd.Visit::millis).max().orElseThrow());
      }
    }
    return List.of(
        figure(name, "renderings for 200 at once", 1, renderings),
        figure(name, "ms for the slowest, rendering 200 ms", MOST_MILLIS, slowest));
  }

  private List<Figure> expiry(String container, Target target) throws IOException {
    List<ServerProcess> servers = List.of(bench.server(target));
    Crowd crowd = new Crowd(ports(servers), "/slow/expiring");
    crowd.burst(WARM_CROWD);
    long before = rendered(servers);
    List<Crowd.Visit> visits = crowd.stay(WARM_CROWD, STAY);
    double renderings = rendered(servers) - before;
    double waiters = visits.stream().filter(visit -> !visit.isHit()).count();
    String name = "expiry under 100 clients, " + container;
    return List.of(
        figure(name, "renderings in 7 s with a lifetime of 2 s", EXPIRIES, List.of(renderings)),
        figure(name, "requests that waited for one", 0, List.of(waiters)));
  }

  private static Figure figure(String name, String unit, double most, List<Double> values) {
    Spread spread = Rounds.of(values).spread();
    return Figure.of(GROUP, name, unit, spread).goal(Goal.atMost(most));
  }

  private static List<Integer> ports(List<ServerProcess> servers) {
    return servers.stream().map(ServerProcess::port).toList();
  }

  private static long rendered(List<ServerProcess> servers) throws IOException {
    long sum = 0;
    for (ServerProcess server : servers) {
      sum += server.ask(Control.RENDERED);
    }
    return sum;
  }
}
