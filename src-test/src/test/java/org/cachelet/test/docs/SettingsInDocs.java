// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.docs;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cachelet.cache.Setting;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.Settings;

/** The settings of all modules, against which settings in the documentation are held. */
final class SettingsInDocs {
  private static final List<SettingGroup> GROUPS =
      SettingGroup.allIn(SettingsInDocs.class.getClassLoader());
  private static final List<Pattern> KEYS =
      GROUPS.stream()
          .flatMap(group -> group.settings().stream())
          .map(Setting::key)
          .map(key -> Pattern.compile(key.replace(".", "\\.").replace("NAME", "([a-z0-9-]+|NAME)")))
          .toList();

  private SettingsInDocs() {}

  /** Refuses a properties file as the start of an application does. */
  static void checkFile(Block block) throws IOException {
    Settings.builder().properties(block.toString(), new StringReader(block.text())).build(GROUPS);
  }

  /** Refuses an environment as the start of an application does. */
  static void checkEnvironment(Map<String, String> variables) {
    Settings.builder().environment(variables).build(GROUPS);
  }

  /** Refuses a value that no setting with this key may have. */
  static void checkValue(String key, String value) {
    Settings.builder().map("value", Map.of(key, value)).build(withoutProblems());
  }

  /** Returns the groups without what they say of settings that belong together. */
  private static List<SettingGroup> withoutProblems() {
    return GROUPS.stream().map(group -> only(group.settings())).toList();
  }

  private static SettingGroup only(List<Setting<?>> settings) {
    return () -> settings;
  }

  /** Returns whether there is a setting with this key, or with keys that begin with it. */
  @SuppressWarnings("JdkObsolete") // whether the text ends within a match is the question here
  static boolean hasKey(String key) {
    String start = key.replaceFirst("\\*$", "").replaceFirst("\\.$", "");
    return KEYS.stream()
        .map(known -> known.matcher(start))
        .anyMatch(match -> match.matches() || match.hitEnd());
  }
}
