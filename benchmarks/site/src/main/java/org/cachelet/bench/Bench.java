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
  private static final int ATTEMPTS = 3;
  private static final long STARTED = System.nanoTime();

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
        && System.nanoTime() - STARTED < times.patience().toNanos()
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
    for (int attempt = 1; ; attempt++) {
      try {
        return started(lane);
      } catch (IOException e) { // a loaded machine may answer too late at first
        if (attempt == ATTEMPTS) {
          return new Track(noResult(e));
        }
        System.out.println(lane.name() + ": " + e.getMessage());
      }
    }
  }

  /** Returns a failure in one line, as tables need it. */
  private static String noResult(Exception failure) {
    return "no result: " + String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private Track started(Lane lane) throws IOException {
    ServerProcess server = server(lane.target());
    Load load = Meter.connect(server, lane.ask());
    try {
      meter.warmUp(server, load);
      return new Track(lane, server, load);
    } catch (UncheckedIOException e) {
      load.close();
      throw new IOException(e.getMessage(), e);
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
   * @param patience how long after the start there are such further rounds
   * @param round how long one server is measured in each
   * @param warmUp how long a server is asked before at most
   */
  record Times(int rounds, Duration patience, Duration round, Duration warmUp) {}

  /** A lane with what was measured of it. */
  private final class Track implements AutoCloseable {
    private final List<Sample> samples = new ArrayList<>();
    private final boolean mayMake;
    private final @Nullable ServerProcess server;
    private final @Nullable Load load;
    private String missing = "";

    Track(String missing) {
      this.missing = missing;
      mayMake = true;
      server = null;
      load = null;
    }

    Track(Lane lane, ServerProcess server, Load load) {
      mayMake = !lane.target().isCachelet();
      this.server = server;
      this.load = load;
    }

    /** Measures a round; after a wrong answer, there is no figure and no further round. */
    void measure() {
      if (server == null || load == null || !missing.isEmpty()) {
        return;
      }
      try {
        long before = server.ask(Control.RENDERED);
        Sample sample = meter.measure(server, load);
        samples.add(sample);
        if (!mayMake && server.ask(Control.RENDERED) > before) {
          missing = "no result: pages were made anew";
        }
      } catch (IOException | UncheckedIOException e) {
        missing = noResult(e);
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
