// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The dates of HTTP (RFC 9110 section 5.6.7). Letters are compared without regard to case, as RFC
 * 9111 section 4.2 wants; otherwise a date that departs from the grammar is invalid.
 */
public final class HttpDate {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private static volatile Formatted last = new Formatted(0, "Thu, 01 Jan 1970 00:00:00 GMT");

  private HttpDate() {}

  /** Returns the instant, cut to the second, in the form that senders must use. */
  public static String format(Instant instant) {
    Formatted known = last;
    if (known.second != instant.getEpochSecond()) { // else what is made in one second shares it
      known = new Formatted(instant.getEpochSecond(), IMF_FIXDATE.format(instant));
      last = known;
    }
    return known.text;
  }

  /**
   * Returns the instant that a date in one of the three forms names, empty if it is invalid.
   *
   * @param now decides the century of years with two digits: at most 50 years ahead
   */
  public static Optional<Instant> parse(String date, Instant now) {
    for (String day : DAYS) {
      if (date.regionMatches(true, 0, day, 0, 3)) {
        for (Form form : Form.values()) {
          int start = form == Form.RFC_850 ? day.length() : 3;
          if (date.regionMatches(true, 0, day, 0, start) && form.fits(date, start)) {
            return form.read(date.substring(start)).map(time -> form.instant(time, now));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The three forms, by the shape of what follows the name of the day. */
  private enum Form {
    IMF_FIXDATE(", dd nnn yyyy HH:MM:SS zzz"),
    RFC_850(", dd-nnn-yy HH:MM:SS zzz"),
    ASCTIME(" nnn dd HH:MM:SS yyyy");

    private final String shape; // a run of one letter is a number or name of that width

    Form(String shape) {
      this.shape = shape;
    }

    boolean fits(String date, int start) {
      if (date.length() != start + shape.length()) {
        return false;
      }
      for (int i = 0; i < shape.length(); i++) {
        boolean separator = !Character.isLetter(shape.charAt(i));
        if (separator && date.charAt(start + i) != shape.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    Optional<LocalDateTime> read(String text) {
      int year = number(part(text, 'y')) + (this == RFC_850 ? 2000 : 0);
      int month = month(part(text, 'n'));
      int day = number(this == ASCTIME ? part(text, 'd').replace(' ', '0') : part(text, 'd'));
      int second = secondOfDay(text);
      if (year < 0 || month < 0 || day < 1 || second < 0 || !isZone(part(text, 'z'))) {
        return Optional.empty();
      }
      if (day > YearMonth.of(year, month).lengthOfMonth()) {
        return Optional.empty();
      }
      return Optional.of(LocalDateTime.of(year, month, day, 0, 0).plusSeconds(second));
    }

    Instant instant(LocalDateTime time, Instant now) {
      LocalDateTime latest = LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusYears(50);
      boolean lastCentury = this == RFC_850 && time.isAfter(latest);
      return (lastCentury ? time.minusYears(100) : time).toInstant(ZoneOffset.UTC);
    }

    private int secondOfDay(String text) {
      int hour = number(part(text, 'H'));
      int minute = number(part(text, 'M'));
      int second = number(part(text, 'S'));
      if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
        return -1;
      }
      return 3600 * hour + 60 * minute + Math.min(second, 59); // a leap second counts as the 59th
    }

    private String part(String text, char letter) {
      int start = shape.indexOf(letter);
      return start < 0 ? "" : text.substring(start, shape.lastIndexOf(letter) + 1);
    }
  }

  /** Returns the number, far below zero if there is anything but digits. */
  private static int number(String digits) {
    return (int) CacheControl.deltaSeconds(digits).orElse(-10_000);
  }

  private static int month(String name) {
    for (int month = 1; month <= 12; month++) {
      if (MONTHS.regionMatches(true, 3 * (month - 1), name, 0, 3)) {
        return month;
      }
    }
    return -1;
  }

  private static boolean isZone(String zone) {
    return zone.isEmpty() || zone.equalsIgnoreCase("GMT") || zone.equalsIgnoreCase("UTC");
  }

  private record Formatted(long second, String text) {}
}
