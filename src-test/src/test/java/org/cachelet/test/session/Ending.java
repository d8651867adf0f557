// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.session;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** Writes down which sessions have ended, so that it is known even if its node is killed then. */
final class Ending implements HttpSessionListener {
  /** After how long sessions end that are begun to be told of. */
  static final int TIMEOUT_SECONDS = 3;

  /** The attribute that tells which one it is. */
  static final String NAME = "name";

  private static final long WORK_NANOS = 5_000_000; // so that there is a moment to be killed in

  private final Path file;

  /** Writes to a file. */
  Ending(Path file) {
    this.file = file;
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    Object name = event.getSession().getAttribute(NAME);
    if (name == null) { // one that was never saved, and has ended with its request
      return;
    }
    LockSupport.parkNanos(WORK_NANOS / 2);
    try {
      Files.writeString(file, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LockSupport.parkNanos(WORK_NANOS / 2);
  }
}
