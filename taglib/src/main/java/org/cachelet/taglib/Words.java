// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.el.ValueExpression;
import jakarta.servlet.jsp.PageContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.Input;
import org.cachelet.cache.OnError;
import org.cachelet.cache.SettingType;
import org.cachelet.cache.servlet.RequestInputs;
import org.jspecify.annotations.Nullable;

/** How the values of attributes are read; wrong ones are refused with what is allowed. */
final class Words {
  /** What is said of an evict tag that says nothing. */
  static final String NAME_OR_TAGS = "allowed are name, tags or both, here is neither";

  /** What is said of a hole with no content, or with two. */
  static final String VALUE_OR_PATH = "allowed is either value or path, here are both or neither";

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  /** The texts of pages are the same each time; those of expressions may be any. */
  private static final ConcurrentMap<String, Duration> KNOWN_DURATIONS = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 500;
  private static final Input COOKIE_NAMES = Input.of("cookie-names");
  private static final SettingType<Duration> DURATION = SettingType.duration();
  private static final SettingType<OnError> ON_ERROR = SettingType.oneOf(OnError.class);
  private static final SettingType<OnError> HOLE_ON_ERROR =
      SettingType.of("word", "hide or fail", Words::parseHoleOnError);
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

  static Duration duration(String attribute, String text) {
    Duration known = KNOWN_DURATIONS.get(text);
    if (known != null) {
      return known;
    }
    Duration duration = DURATION.parse(attribute, text);
    if (KNOWN_DURATIONS.size() < MOST_KNOWN) {
      KNOWN_DURATIONS.put(text, duration);
    }
    return duration;
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

  static OnError holeOnError(String text) {
    return HOLE_ON_ERROR.parse("onError", text);
  }

  private static OnError parseHoleOnError(String text) {
    return switch (text) {
      case "hide" -> OnError.HIDE;
      case "fail" -> OnError.FAIL;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** Returns a path that means the same wherever the hole is filled. */
  static String holePath(String path) {
    if (path.startsWith("/")) {
      return path;
    }
    throw new IllegalArgumentException(
        "path is '" + path + "', allowed is a path of the application that begins with /");
  }

  static void checkPath(String path) {
    if (path.isBlank()) {
      throw new IllegalArgumentException("path is '', allowed is a path of the application");
    }
  }

  static void checkVariable(String attribute, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(attribute + " is '', allowed is the name of a variable");
    }
  }

  /** Checks what a row varies by: the same text for all rows would make all of them one. */
  static void checkVary(@Nullable ValueExpression vary) {
    if (vary != null && vary.isLiteralText()) {
      throw sameForAllRows(vary.getExpressionString());
    }
  }

  /** Returns the error for rows that vary by a text that is the same for all. */
  static IllegalArgumentException sameForAllRows(String text) {
    return new IllegalArgumentException(
        "vary is '" + text + "', allowed is an expression for each item such as #{item.id}");
  }

  /** Checks tags that a page names. */
  static void checkTags(String text) {
    Fragment.named("any").tags(words(text));
  }

  static void checkTag(String text) {
    if (words(text).isEmpty()) {
      throw new IllegalArgumentException(
          "name is '" + text + "', allowed is a tag, or several with commas between");
    }
    checkTags(text);
  }

  static void flag(String attribute, String text) {
    FLAG.parse(attribute, text);
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
      String text = String.valueOf(each).strip();
      if (text.indexOf(',') < 0 && !text.isEmpty()) {
        words.add(text);
      } else {
        COMMA.splitAsStream(text).filter(word -> !word.isEmpty()).forEach(words::add);
      }
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
