// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/**
 * A flight recording of each server, if {@code bench.profile} asks for it. Recording takes time of
 * the servers, so that figures are worth less then.
 */
final class Profile {
  /** Whether servers are recorded. */
  static final boolean IS_WANTED = Boolean.getBoolean("bench.profile");

  private static final String FILE = "bench.profile.file";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Profile() {}

  /** Returns the options of a server that is recorded. */
  static List<String> options(Path folder, Target target) {
    String name = String.join("-", target.arguments()) + "-" + COUNT.incrementAndGet() + ".jfr";
    return List.of(
        "-XX:StartFlightRecording:settings=profile",
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:+DebugNonSafepoints",
        "-D" + FILE + "=" + folder.resolve(name));
  }

  /** Writes what was recorded of this server, if it is. */
  static void write() throws IOException {
    String file = System.getProperty(FILE);
    if (file != null) {
      try (Recording all = FlightRecorder.getFlightRecorder().takeSnapshot()) {
        all.dump(Path.of(file));
      }
    }
  }
}
