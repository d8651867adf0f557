// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the comparisons of one family: starts each server once, and measures them in turn, round by
 * round. Used by one thread.
 */
final class Bench implements AutoCloseable {
  private final Times times;
  private final Meter meter;
  private final String classPath;
  private final Path log;
  private final String redis;
  private final Map<Target, ServerProcess> servers = new HashMap<>();

  /**
   * Makes a bench that runs nothing yet.
   *
   * @param classPath of all servers
   * @param log what servers say
   * @param redis its URL; empty if there is none
   */
  Bench(Times times, String classPath, Path log, String redis) {
    this.times = times;
    this.redis = redis;
    this.classPath = classPath;
    this.log = log;
    meter = new Meter(times);
  }

  /** Measures the servers of a comparison in turn. */
  Outcome run(Comparison comparison) throws IOException {
    List<Track> tracks = new ArrayList<>();
    try {
      for (Lane lane : comparison.lanes()) {
        tracks.add(track(lane));
      }
      for (int round = 0; round < times.rounds() || isShort(tracks, round); round++) {
        for (Track track : tracks) {
          track.measure();
        }
      }
    } finally {
      for (Track track : tracks) {
        track.close();
      }
    }
    return outcome(comparison, tracks);
  }

  private static Outcome outcome(Comparison comparison, List<Track> tracks) {
    return new Outcome(
        comparison,
        tracks.stream().map(track -> List.copyOf(track.samples)).toList(),
        tracks.stream().map(track -> track.missing).toList());
  }

  /** Returns whether others disturbed so many rounds that more are needed and allowed. */
  private boolean isShort(List<Track> tracks, int rounds) {
    return rounds < 2 * times.rounds()
        && tracks.stream()
            .filter(track -> track.missing.isEmpty())
            .anyMatch(
                track ->
                    track.samples.stream().filter(Sample::isClean).count() < times.rounds() - 1);
  }

  private Track track(Lane lane) throws IOException {
    if (!lane.target().isInstalled()) {
      return new Track("not installed");
    }
    ServerProcess server = server(lane.target());
    Load load = Meter.connect(server, lane.ask());
    try {
      meter.warmUp(server, load);
      return new Track(server, load);
    } catch (UncheckedIOException e) {
      load.close();
      throw new IOException(lane.name() + ": " + e.getMessage(), e);
    }
  }

  /** Returns the server of a target, started if it was not. */
  ServerProcess server(Target target) throws IOException {
    ServerProcess running = servers.get(target);
    if (running == null) {
      running = ServerProcess.start(target.resolved(redis), classPath, log);
      servers.put(target, running);
    }
    return running;
  }

  /** Ends all servers. */
  @Override
  public void close() throws IOException {
    for (ServerProcess server : servers.values()) {
      server.close();
    }
  }

  /**
   * How long things take.
   *
   * @param rounds how many there are, and up to twice as many if others disturb
   * @param round how long one server is measured in each
   * @param warmUp how long a server is asked before at most
   */
  record Times(int rounds, Duration round, Duration warmUp) {}

  /** A lane with what was measured of it. */
  private final class Track implements AutoCloseable {
    private final List<Sample> samples = new ArrayList<>();
    private final String missing;
    private final @Nullable ServerProcess server;
    private final @Nullable Load load;

    Track(String missing) {
      this.missing = missing;
      server = null;
      load = null;
    }

    Track(ServerProcess server, Load load) {
      this.missing = "";
      this.server = server;
      this.load = load;
    }

    void measure() throws IOException {
      if (server != null && load != null) {
        samples.add(meter.measure(server, load));
      }
    }

    @Override
    public void close() throws IOException {
      if (load != null) {
        load.close();
      }
    }
  }
}
