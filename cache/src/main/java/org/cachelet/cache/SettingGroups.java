// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.Set;

/**
 * Finds groups of settings as {@link java.util.ServiceLoader} does, but does not fail where a
 * server has a module, as sessions, of which an application sees the classes, while it has this
 * module itself. It works on classes of two loaders with the same names then.
 */
final class SettingGroups {
  private static final String FILE = "META-INF/services/" + SettingGroup.class.getName();

  private SettingGroups() {}

  static List<SettingGroup> allIn(ClassLoader loader) {
    List<SettingGroup> groups = new ArrayList<>();
    for (String name : names(loader)) {
      try {
        Object group = Class.forName(name, true, loader).getConstructor().newInstance();
        groups.add(group instanceof SettingGroup ours ? ours : foreign(group));
      } catch (ReflectiveOperationException | LinkageError e) {
        throw new ServiceConfigurationError(SettingGroup.class.getName() + ": " + name, e);
      }
    }
    return List.copyOf(groups);
  }

  private static Set<String> names(ClassLoader loader) {
    Set<String> names = new LinkedHashSet<>();
    try {
      for (URL file : Collections.list(loader.getResources(FILE))) {
        names.addAll(names(file));
      }
    } catch (IOException e) {
      throw new ServiceConfigurationError(FILE + " cannot be read", e);
    }
    return names;
  }

  private static List<String> names(URL file) throws IOException {
    URLConnection connection = file.openConnection();
    connection.setUseCaches(false); // an open archive could not be replaced
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8))) {
      return lines
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  /** Returns a group that knows the keys of another module's group, and leaves the rest to it. */
  private static SettingGroup foreign(Object group) throws ReflectiveOperationException {
    List<Setting<?>> settings = new ArrayList<>();
    for (Object setting : (List<?>) group.getClass().getMethod("settings").invoke(group)) {
      String key = (String) setting.getClass().getMethod("key").invoke(setting);
      settings.add(Setting.optional(key, SettingType.text().secret(), "A setting of the server."));
    }
    return () -> List.copyOf(settings);
  }
}
