// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which jar brings settings that are unknown without it. */
final class OtherModules {
  private static final String PAGES = "cachelet-filter";

  private static final List<Keys> ALL =
      List.of(
          new Keys("cachelet.page.", PAGES),
          new Keys("cachelet.http.", PAGES),
          new Keys("cachelet.invalidation.", PAGES),
          new Keys("cachelet.filter.", PAGES),
          new Keys("cachelet.cache-status", PAGES),
          new Keys("cachelet.hosts", PAGES),
          new Keys("cachelet.ignore-", PAGES),
          new Keys("cachelet.trusted-proxies", PAGES),
          new Keys("cachelet.session.", "cachelet-session-core"));

  private OtherModules() {}

  /** Returns the jar that an unknown key needs; empty if it is there, or if there is none. */
  static Optional<String> jarFor(SettingLine line, List<Setting<?>> known) {
    return ALL.stream()
        .filter(keys -> line.key().startsWith(keys.beginning(line.notation())))
        .filter(keys -> known.stream().noneMatch(each -> each.key().startsWith(keys.beginning)))
        .map(Keys::jar)
        .findFirst();
  }

  /**
   * Some settings of a module.
   *
   * @param beginning what their keys begin with
   * @param jar the name of its jar
   */
  private record Keys(String beginning, String jar) {
    /** Returns what they begin with in another notation. */
    String beginning(SettingNotation notation) {
      return notation == SettingNotation.DOTTED
          ? beginning
          : beginning.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
  }
}
