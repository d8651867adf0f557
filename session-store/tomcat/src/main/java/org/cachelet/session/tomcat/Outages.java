// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.ServletException;
import java.util.Optional;
import org.cachelet.session.SessionOutageException;
import org.jspecify.annotations.Nullable;

/** Finds what a failure came from, however often frameworks have wrapped it. */
final class Outages {
  private static final int DEEPEST = 20;

  private Outages() {}

  /** Returns the outage that a failure came from; empty if from something else. */
  static Optional<SessionOutageException> cause(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < DEEPEST && cause != null; i++) {
      if (cause instanceof SessionOutageException outage) {
        return Optional.of(outage);
      }
      cause = next(cause);
    }
    return Optional.empty();
  }

  private static @Nullable Throwable next(Throwable failure) {
    return failure instanceof ServletException servlet && servlet.getRootCause() != null
        ? servlet.getRootCause()
        : failure.getCause();
  }
}
