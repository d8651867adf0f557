// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.PageContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.Input;
import org.cachelet.cache.OnError;
import org.cachelet.cache.SettingType;
import org.cachelet.cache.servlet.RequestInputs;
import org.jspecify.annotations.Nullable;

/** How the values of attributes are read; wrong ones are refused with what is allowed. */
final class Words {
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final Input COOKIE_NAMES = Input.of("cookie-names");
  private static final SettingType<Duration> DURATION = SettingType.duration();
  private static final SettingType<OnError> ON_ERROR = SettingType.oneOf(OnError.class);
  private static final SettingType<String> CACHE = SettingType.word();
  private static final SettingType<Boolean> FLAG = SettingType.flag();
  private static final Map<String, Integer> SCOPES =
      new TreeMap<>(
          Map.of(
              "page", PageContext.PAGE_SCOPE,
              "request", PageContext.REQUEST_SCOPE,
              "session", PageContext.SESSION_SCOPE,
              "application", PageContext.APPLICATION_SCOPE));
  private static final SettingType<Integer> SCOPE =
      SettingType.of(
          "scope",
          String.join(", ", SCOPES.keySet()),
          text -> {
            Integer scope = SCOPES.get(text);
            if (scope == null) {
              throw new IllegalArgumentException(text);
            }
            return scope;
          });

  private Words() {}

  /**
   * Checks a value that stands in a page as it is.
   *
   * @throws IllegalArgumentException if it is not allowed
   */
  static void check(String attribute, String text) {
    switch (attribute) {
      case "name" -> Fragment.named(text);
      case "ttl", "staleWhileRevalidate", "staleIfError" -> duration(attribute, text);
      case "varyBy" -> inputs(text);
      case "onError" -> onError(text);
      case "cache" -> cache(text);
      case "scope" -> scope(text);
      case "test", "shared" -> FLAG.parse(attribute, text);
      default -> {
        // any text is allowed
      }
    }
  }

  static Duration duration(String attribute, String text) {
    return DURATION.parse(attribute, text);
  }

  /** Returns inputs; with cookies their names, since pages look for a cookie in all of them. */
  static Set<Input> inputs(String text) {
    try {
      Set<Input> inputs = RequestInputs.parse(text);
      if (inputs.stream().anyMatch(input -> input.kind().equals("cookie"))) {
        inputs.add(COOKIE_NAMES);
      }
      return inputs;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.valueOf(e.getMessage()).replaceFirst("^vary-by is", "varyBy is"), e);
    }
  }

  static OnError onError(String text) {
    return ON_ERROR.parse("onError", text);
  }

  static String cache(String text) {
    return CACHE.parse("cache", text);
  }

  static int scope(String text) {
    return SCOPE.parse("scope", text);
  }

  /** Returns what a text separates by commas, or the elements of a collection or array. */
  static List<String> words(@Nullable Object value) {
    List<String> words = new ArrayList<>();
    for (Object each : values(value)) {
      COMMA
          .splitAsStream(String.valueOf(each).strip())
          .filter(word -> !word.isEmpty())
          .forEach(words::add);
    }
    return words;
  }

  /** Returns the elements of a collection or array, else the value itself; none for null. */
  static List<?> values(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof Collection<?> several) {
      return new ArrayList<>(several);
    }
    return value instanceof Object[] array ? Arrays.asList(array) : List.of(value);
  }
}
