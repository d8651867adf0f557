// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the text of a setting is read, and what is allowed in it. The same types serve wherever users
 * write such text: {@code SettingType.duration().parse("ttl", "10m")}. Immutable.
 *
 * @param <T> what a value is read as
 */
public final class SettingType<T> {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,9})(b|kb|mb|gb)?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern LIST_SEPARATOR = Pattern.compile("\\s*,\\s*");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final Pattern USER_INFO = Pattern.compile("(//|^[a-z+]+:(?!//)).*@");
  private static final int LONGEST_SHOWN = 100;

  private static final SettingType<Duration> DURATIONS =
      of("duration", "a duration such as 30s, 10m, 2h, 1d or PT10M", SettingType::durationOf);
  private static final SettingType<Long> SIZES =
      of("size", "a size such as 512kb, 64mb, 1gb or 4096", SettingType::bytesOf);
  private static final SettingType<Integer> COUNTS =
      of("count", "a whole number", Integer::valueOf);
  private static final SettingType<Double> NUMBERS =
      of("number", "a number", SettingType::numberOf);

  private final String kind;
  private final String allowed;
  private final Function<String, T> parser;
  private final UnaryOperator<String> display;

  private SettingType(
      String kind, String allowed, Function<String, T> parser, UnaryOperator<String> display) {
    this.kind = kind;
    this.allowed = allowed;
    this.parser = parser;
    this.display = display;
  }

  /**
   * Returns a type of one's own.
   *
   * @param kind a word or two for tables, such as {@code path pattern}
   * @param allowed what follows "allowed is" in a message
   * @param parser throws IllegalArgumentException for what is not allowed
   */
  public static <T> SettingType<T> of(String kind, String allowed, Function<String, T> parser) {
    return new SettingType<>(kind, allowed, parser, SettingType::shown);
  }

  /** Returns durations from 0s to 36500d. */
  public static SettingType<Duration> duration() {
    return duration("0s", Lifetime.MAX.toDays() + "d");
  }

  /** Returns durations such as {@code 500ms 30s 10m 2h 1d PT10M} in a range, ends included. */
  public static SettingType<Duration> duration(String min, String max) {
    return within(DURATIONS, min, max);
  }

  /** Returns sizes in bytes such as {@code 512kb 64mb 1gb 4096} in a range, ends included. */
  public static SettingType<Long> bytes(String min, String max) {
    return within(SIZES, min, max);
  }

  /** Returns whole numbers in a range, ends included. */
  public static SettingType<Integer> count(int min, int max) {
    return within(COUNTS, String.valueOf(min), String.valueOf(max));
  }

  /** Returns numbers such as {@code 0.25} in a range that begins at zero or more, ends included. */
  public static SettingType<Double> ratio(double min, double max) {
    return within(NUMBERS, plain(min), plain(max));
  }

  /** Returns {@code true} or {@code on}, {@code false} or {@code off}, in any case. */
  public static SettingType<Boolean> flag() {
    Map<String, Boolean> values = Map.of("true", true, "on", true, "false", false, "off", false);
    return of("flag", "true, false, on or off", text -> chosen(values, text));
  }

  /** Returns the constants of an enum, written as words with dashes in any case. */
  public static <E extends Enum<E>> SettingType<E> oneOf(Class<E> constants) {
    Map<String, E> values =
        Arrays.stream(constants.getEnumConstants())
            .collect(Collectors.toMap(SettingType::word, UnaryOperator.identity()));
    String words =
        Arrays.stream(constants.getEnumConstants())
            .map(SettingType::word)
            .collect(Collectors.joining(", "))
            .replaceFirst(", ([^,]*)$", " or $1");
    return of(words, words, text -> chosen(values, text));
  }

  /** Returns words: a lower-case letter, then up to 31 lower-case letters, digits or dashes. */
  public static SettingType<String> word() {
    return matching("word", SettingKey.ALLOWED_NAME, SettingKey::isName);
  }

  /** Returns texts that are not empty. */
  public static SettingType<String> text() {
    return matching("text", "a text that is not empty", text -> !text.isEmpty());
  }

  /** Returns lists of words without spaces, separated by commas, such as {@code utm_*,gclid}. */
  public static SettingType<List<String>> list() {
    return list(
        matching(
            "word",
            "a word without spaces",
            text -> text.chars().noneMatch(Character::isWhitespace)));
  }

  /** Returns lists of one type, separated by commas; a text without any is the empty list. */
  public static <T> SettingType<List<T>> list(SettingType<T> element) {
    return of(
        "list, each: " + element.kind,
        element.allowed + "; several are separated by commas",
        text ->
            LIST_SEPARATOR
                .splitAsStream(text)
                .filter(each -> !each.isEmpty())
                .map(element.parser)
                .toList());
  }

  /** Returns URLs with one of the schemes and a host; a message never shows a password in one. */
  public static SettingType<URI> url(String... schemes) {
    List<String> known = List.of(schemes);
    return of(
        "URL",
        "a URL that begins with " + String.join(":// or ", known) + "://",
        text -> {
          URI url = URI.create(text);
          return require(
              url, known.contains(String.valueOf(url.getScheme())) && url.getAuthority() != null);
        });
  }

  /** Returns this type for secrets: messages show nothing of a value. */
  public SettingType<T> secret() {
    return new SettingType<>(kind, allowed, parser, text -> "'***'");
  }

  /** Returns what it is called in tables, such as {@code duration, 0s to 1d}. */
  public String kind() {
    return kind;
  }

  /** Returns what follows "allowed is" in a message. */
  public String allowed() {
    return allowed;
  }

  /**
   * Reads a value.
   *
   * @param subject what has the value, for the message
   * @throws IllegalArgumentException if the text is not allowed, with a message such as {@code
   *     cachelet.jmx is 'yes', allowed is true, false, on or off}
   */
  public T parse(String subject, String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException refused) { // may show a password
      throw new IllegalArgumentException(
          subject + " is " + display(text) + ", allowed is " + allowed);
    }
  }

  /** Returns a value of this type as a message may show it. */
  String display(String text) {
    return display.apply(text);
  }

  /** Returns a value as a message may show it: quoted, on one line, cut, without a password. */
  private static String shown(String text) {
    String line = CONTROL.matcher(text).replaceAll(" ");
    String safe = USER_INFO.matcher(line).replaceAll("$1***@");
    String cut = safe.length() > LONGEST_SHOWN ? safe.substring(0, LONGEST_SHOWN) + "..." : safe;
    return "'" + cut + "'";
  }

  private static <T extends Comparable<T>> SettingType<T> within(
      SettingType<T> type, String min, String max) {
    T least = type.parse("minimum", min);
    T most = type.parse("maximum", max);
    return of(
        type.kind + ", " + min + " to " + max,
        type.allowed + ", from " + min + " to " + max,
        text -> {
          T value = type.parser.apply(text);
          return require(value, value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
        });
  }

  /** Returns texts that meet a condition. */
  static SettingType<String> matching(String kind, String allowed, Predicate<String> condition) {
    return of(kind, allowed, text -> require(text, condition.test(text)));
  }

  private static <T> T chosen(Map<String, T> values, String text) {
    T value = values.get(text.toLowerCase(Locale.ROOT));
    return require(value, value != null);
  }

  private static Duration durationOf(String text) {
    Matcher simple = DURATION.matcher(text);
    if (!simple.matches()) {
      return Duration.parse(text);
    }
    long amount = Long.parseLong(simple.group(1));
    return switch (simple.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Long bytesOf(String text) {
    Matcher size = BYTES.matcher(text.toLowerCase(Locale.ROOT));
    require(size, size.matches());
    long amount = Long.parseLong(size.group(1));
    return switch (String.valueOf(size.group(2))) {
      case "kb" -> amount << 10;
      case "mb" -> amount << 20;
      case "gb" -> amount << 30;
      default -> amount;
    };
  }

  private static Double numberOf(String text) {
    return Double.valueOf(require(text, NUMBER.matcher(text).matches()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static <T> T require(@Nullable T value, boolean condition) {
    if (value == null || !condition) {
      throw new IllegalArgumentException();
    }
    return value;
  }
}
