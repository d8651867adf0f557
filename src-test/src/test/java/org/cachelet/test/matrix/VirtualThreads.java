// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * What virtual threads of a server did: where they could not leave their carrier as they waited.
 */
final class VirtualThreads {
  private static final String EVENT = "jdk.VirtualThreadPinned";
  private static final String FILE = "pinning.jfr";

  private VirtualThreads() {}

  /** Returns whether this Java has them. */
  static boolean arePossible() {
    return Runtime.version().feature() >= 21;
  }

  /** Returns the option by which a server records it in its base. */
  static String recordingPinned(Path base) {
    return "-XX:StartFlightRecording:%s#enabled=true,%s#threshold=0ms,dumponexit=true,filename=%s"
        .formatted(EVENT, EVENT, base.resolve(FILE));
  }

  /**
   * Returns the places in Cachelet where it was seen; of a server that has ended. Where Java itself
   * loads, links or initializes what is used for the first time, no thread can leave its carrier:
   * that is left out.
   */
  static List<String> pinned(Path base) throws IOException {
    Path recording = base.resolve(FILE);
    if (!Files.exists(recording)) {
      return List.of();
    }
    return RecordingFile.readAllEvents(recording).stream()
        .filter(event -> event.getEventType().getName().equals(EVENT))
        .filter(event -> event.getStackTrace() != null)
        .filter(event -> !isInitialization(event) && isInCachelet(event))
        .map(RecordedEvent::toString)
        .distinct()
        .toList();
  }

  private static boolean isInitialization(RecordedEvent event) {
    String reason =
        event.hasField("pinnedReason") ? String.valueOf(event.getString("pinnedReason")) : "";
    return reason.startsWith("Waited for initialization") || reason.contains(".<clinit>");
  }

  /** Returns whether what waited was called by Cachelet, and not by Java for a class. */
  private static boolean isInCachelet(RecordedEvent event) {
    for (RecordedFrame frame : event.getStackTrace().getFrames()) { // the innermost first
      String type = frame.getMethod().getType().getName();
      if (type.startsWith("org.cachelet.")) {
        return true;
      }
      if (type.startsWith("java.lang.invoke.") || frame.getMethod().getName().equals("loadClass")) {
        return false;
      }
    }
    return false;
  }
}
