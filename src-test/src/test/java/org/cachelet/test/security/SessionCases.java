// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.util.List;
import java.util.stream.Stream;

/** All cases of sessions. */
final class SessionCases {
  private SessionCases() {}

  /** Returns them, in the order of their ids. */
  static List<SessionCase> all() {
    return Stream.of(SessionIdCases.all(), SessionEndCases.all(), SessionByteCases.all())
        .flatMap(List::stream)
        .toList();
  }
}
