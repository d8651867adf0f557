// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings that all groups declare, and which of them a line means. */
final class KnownSettings {
  private static final int MOST_LETTERS_WRONG = 3;

  private final List<Setting<?>> settings = new ArrayList<>();

  /**
   * Gathers the settings of the groups.
   *
   * @throws IllegalArgumentException if two settings have one key
   */
  KnownSettings(Collection<? extends SettingGroup> groups) {
    Set<String> keys = new HashSet<>();
    groups.stream().flatMap(group -> group.settings().stream()).forEach(settings::add);
    for (Setting<?> setting : settings) {
      if (!keys.add(setting.key())) {
        throw new IllegalArgumentException(setting + " is declared twice");
      }
    }
  }

  /** Returns the settings in the order of their groups. */
  List<Setting<?>> settings() {
    return settings;
  }

  /**
   * Returns the value of the one setting that a line means.
   *
   * @throws IllegalArgumentException if there is no such setting or more than one, or if the NAME
   *     or value is not allowed; the message begins with where the line is
   */
  ConfiguredSetting<?> read(SettingLine line) {
    List<Setting<?>> meant = settings.stream().filter(each -> isMeant(each, line)).toList();
    if (meant.size() == 1) {
      return ConfiguredSetting.read(meant.get(0), line);
    }
    throw new IllegalArgumentException(
        line.where() + ": " + (meant.isEmpty() ? unknown(line) : ambiguous(meant)));
  }

  private static boolean isMeant(Setting<?> setting, SettingLine line) {
    return setting.pattern().in(line.notation()).nameIn(line.key()).isPresent();
  }

  private static String ambiguous(List<Setting<?>> meant) {
    return "stands for "
        + meant.stream().map(Setting::key).collect(joining(" and "))
        + ", set them elsewhere";
  }

  private String unknown(SettingLine line) {
    Optional<String> jar = OtherModules.jarFor(line, settings);
    if (jar.isPresent()) {
      return (line.notation() == SettingNotation.DOTTED ? line.key() + " is " : "")
          + "a setting of "
          + jar.get()
          + ", which is not on the class path: add its jar, or remove the setting";
    }
    Optional<String> suggestion = suggestion(line).map(key -> ", did you mean " + key + "?");
    return line.notation() == SettingNotation.DOTTED
        ? line.key() + " is not a setting" + suggestion.orElse("")
        : "not a setting" + suggestion.orElse("; a NAME with dashes cannot be written here");
  }

  private Optional<String> suggestion(SettingLine line) {
    String written = line.key().toLowerCase(Locale.ROOT);
    int most = Math.min(MOST_LETTERS_WRONG, written.length() / 6);
    return settings.stream()
        .map(each -> each.pattern().in(line.notation()))
        .flatMap(key -> Guess.all(key, line.key()))
        .filter(guess -> guess.distance(written) <= most)
        .min(Comparator.comparingInt(guess -> guess.distance(written)))
        .map(Guess::key);
  }

  /**
   * A key that may have been meant.
   *
   * @param spelling what the written key is compared with
   * @param key what is suggested
   */
  private record Guess(String spelling, String key) {
    /** Returns the guesses for one setting: with the written NAME, and with a forgotten one. */
    static Stream<Guess> all(SettingKey key, String written) {
      if (key.suffix() == null) {
        return Stream.of(new Guess(key.prefix(), key.prefix()));
      }
      String separator = Pattern.quote(String.valueOf(key.notation().separator()));
      String[] parts = written.split(separator, -1);
      int place = key.prefix().split(separator).length;
      boolean isThere = place < parts.length && !parts[place].isEmpty();
      String filled = isThere ? key.filledWith(parts[place]) : key.toString();
      String forgotten = key.prefix() + key.suffix().replaceFirst(separator, "");
      return Stream.of(new Guess(filled, filled), new Guess(forgotten, key.toString()));
    }

    int distance(String written) {
      return Spelling.distance(written, spelling.toLowerCase(Locale.ROOT));
    }
  }
}
