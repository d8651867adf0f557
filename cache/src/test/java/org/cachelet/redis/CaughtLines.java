// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What clients log until this is closed, kept instead of printed. */
final class CaughtLines extends Handler implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger = Logger.getLogger(RedisClient.class.getName());

  CaughtLines() {
    logger.setUseParentHandlers(false);
    logger.addHandler(this);
  }

  /** Returns the lines so far. */
  List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord record) {
    lines.add(record.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
