// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import org.jspecify.annotations.Nullable;

/**
 * What became of a command: a value, or a failure that has been counted and logged already.
 * Immutable.
 *
 * @param <T> what the command returns
 */
public final class Reply<T> {
  private static final String NONE = "";

  private final @Nullable T value;
  private final String failure;

  private Reply(@Nullable T value, String failure) {
    this.value = value;
    this.failure = failure;
  }

  /**
   * Returns a reply of the server.
   *
   * @param value null if the server replied that there is nothing
   */
  static <T> Reply<T> of(@Nullable T value) {
    return new Reply<>(value, NONE);
  }

  /**
   * Returns a failure.
   *
   * @param failure why, in words for a log; not empty
   */
  static <T> Reply<T> failed(String failure) {
    return new Reply<>(null, failure);
  }

  /**
   * Returns whether the server replied in time, be it that there is nothing. If not, the command
   * may have been run all the same, or may still be.
   */
  public boolean isOk() {
    return failure.isEmpty();
  }

  /** Returns what the server replied; null if there is nothing, or if it failed. */
  public @Nullable T value() {
    return value;
  }

  /** Returns why it failed, in words for a log; empty if it did not. */
  public String failure() {
    return failure;
  }

  @Override
  public String toString() {
    return isOk() ? "reply " + value : "no reply: " + failure;
  }
}
