// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.util.List;
import java.util.stream.Stream;

/** All cases. */
final class Cases {
  private Cases() {}

  /** Returns them, in the order of their ids. */
  static List<Case> all() {
    return Stream.of(
            KeyCases.all(),
            QueryCases.all(),
            PathCases.all(),
            MethodCases.all(),
            VariantCases.all(),
            StorabilityCases.all(),
            UserCases.all(),
            ErrorCases.all(),
            FramingCases.all(),
            RangeCases.all(),
            LoadCases.all(),
            LeakCases.all(),
            ControlCases.all())
        .flatMap(List::stream)
        .toList();
  }
}
