// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One attack, or one mistake that others made: what the application does, what visitors send, and
 * what they must get.
 *
 * @param id the letter of its group and a number
 * @param origin the incident or the rule that it stands for
 * @param text what is tried
 * @param site the configuration that it is tried with
 * @param rule the settings of the rule for its pages
 */
record Case(
    String id,
    Origin origin,
    String text,
    SiteKind site,
    Map<String, String> rule,
    Application application,
    Script script)
    implements Listed {

  /** What visitors send, and what they must get. */
  interface Script {
    /**
     * Tries it.
     *
     * @throws AssertionError if somebody gets what is not theirs
     */
    void run(Trial trial) throws Exception;
  }

  /** Returns a case on the usual site. */
  static Case of(String id, Origin origin, String text, Application application, Script script) {
    return new Case(id, origin, text, SiteKind.SHOP, Map.of(), application, script);
  }

  /** Returns this case on another site. */
  Case on(SiteKind other) {
    return new Case(id, origin, text, other, rule, application, script);
  }

  /** Returns this case with a setting of the rule for its pages. */
  Case with(String key, String value) {
    Map<String, String> settings = new TreeMap<>(rule);
    settings.put(key, value);
    return new Case(id, origin, text, site, settings, application, script);
  }

  /** Returns the path below which its pages are. */
  String path() {
    return "/" + id.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return id + " " + text;
  }
}
