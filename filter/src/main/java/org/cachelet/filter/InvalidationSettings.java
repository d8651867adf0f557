// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.ArrayList;
import java.util.List;
import org.cachelet.cache.Setting;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.SettingType;
import org.cachelet.cache.Settings;
import org.cachelet.filter.http.SuspiciousPath;

/** The settings of invalidation over HTTP, which is possible only where both are set. */
public final class InvalidationSettings implements SettingGroup {
  private static final int SHORTEST_TOKEN = 16;

  /** Where invalidations are asked for. */
  public static final Setting<String> PATH =
      Setting.optional(
          "cachelet.invalidation.path",
          SettingType.of(
              "path",
              "a path such as /cachelet/invalidation",
              path -> require(path, path.length() > 1 && SuspiciousPath.find(path).isEmpty())),
          "The path within the application where a POST with the token invalidates. Without path"
              + " and token, nothing can be invalidated over HTTP.");

  /** Who may ask for them. */
  public static final Setting<String> TOKEN =
      Setting.optional(
          "cachelet.invalidation.token",
          SettingType.of(
                  "text of 16 characters or more",
                  "a text of 16 characters or more, letters, digits and -._~+/ only, with = at the"
                      + " end",
                  token -> require(token, isToken(token)))
              .secret(),
          "The secret that such a POST has in `Authorization: Bearer`.");

  /** Makes the group, as a service needs it. */
  public InvalidationSettings() {}

  @Override
  public List<Setting<?>> settings() {
    return List.of(PATH, TOKEN);
  }

  @Override
  public List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    boolean path = settings.find(PATH).isPresent();
    boolean token = settings.find(TOKEN).isPresent();
    if (path && !token) {
      problems.add(settings.cite(PATH) + ", allowed only where " + TOKEN + " is set");
    }
    if (token && !path) {
      problems.add(settings.cite(TOKEN) + ", allowed only where " + PATH + " is set");
    }
    return problems;
  }

  /** Whether a text can stand in the field (RFC 6750 section 2.1) and is long enough. */
  private static boolean isToken(String text) {
    return text.length() >= SHORTEST_TOKEN && text.matches("[A-Za-z0-9\\-._~+/]++=*+");
  }

  private static String require(String text, boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
    return text;
  }
}
