// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What is logged, caught instead of written: all of Cachelet, and of others what they log unless
 * somebody debugs them. Thread-safe.
 */
final class CaughtLines extends Handler {
  /** Whose lines are caught, and from which level on. */
  private static final Map<Logger, Level> CAUGHT =
      Map.of(
          Logger.getLogger("org.cachelet"), Level.ALL,
          Logger.getLogger("org.apache.catalina"), Level.INFO,
          Logger.getLogger("org.eclipse.jetty.session"), Level.INFO,
          Logger.getLogger("org.redisson"), Level.INFO);

  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Catches from now on. */
  void begin() {
    setLevel(Level.ALL);
    CAUGHT.forEach(
        (logger, level) -> {
          logger.setLevel(level);
          logger.setUseParentHandlers(false);
          logger.addHandler(this);
        });
  }

  /** Returns the lines until now. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord line) {
    StringWriter text = new StringWriter();
    text.append(new SimpleFormatter().formatMessage(line));
    if (line.getThrown() != null) {
      line.getThrown().printStackTrace(new PrintWriter(text));
    }
    lines.add(text.toString());
  }

  @Override
  public void flush() {}

  /** Catches nothing more; loggers stay silent, as all in these tests. */
  @Override
  public void close() {
    CAUGHT.forEach(
        (logger, level) -> {
          logger.removeHandler(this);
          logger.setUseParentHandlers(true);
          logger.setLevel(Level.OFF);
        });
  }
}
