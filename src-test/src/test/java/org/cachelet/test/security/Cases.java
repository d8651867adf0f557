// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.util.List;
import java.util.stream.Stream;

/** All cases. Those of sessions have servers of their own. */
final class Cases {
  private Cases() {}

  /** Returns what is tried in all groups, sessions among them. */
  static List<Listed> listed() {
    return Stream.concat(all().stream(), SessionCases.all().stream())
        .map(Listed.class::cast)
        .toList();
  }

  /** Returns those of the page cache, in the order of their ids. */
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
