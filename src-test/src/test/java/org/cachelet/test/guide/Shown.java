// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares what a guide shows with what there is. Times differ, but where the guide shows the same
 * one twice, or two different ones, there must be the same, or different ones.
 */
final class Shown {
  private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?");
  private static final Pattern VARYING =
      Pattern.compile(TIME.pattern() + "|(?<=ttl=)\\d+|(?<=^Age: )\\d+|(?<=JSESSIONID=)[^;]+");

  private final Map<String, String> times = new HashMap<>();

  /** Checks that the lines that a guide shows are among those of a response, in their order. */
  void check(String shown, String response) {
    List<String> rest = new ArrayList<>(response.lines().map(String::stripTrailing).toList());
    for (String line : shown.lines().filter(text -> !text.isBlank()).toList()) {
      Pattern expected = pattern(line);
      while (!rest.isEmpty() && !expected.matcher(rest.get(0)).matches()) {
        rest.remove(0);
      }
      assertThat(rest).as("%s%nis not in this, or not there%n%s", line, response).isNotEmpty();
      compareTimes(line, rest.remove(0));
    }
  }

  private static Pattern pattern(String line) {
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    for (MatchResult found : VARYING.matcher(line).results().toList()) {
      pattern.append(Pattern.quote(line.substring(end, found.start())));
      pattern.append(TIME.matcher(found.group()).matches() ? TIME.pattern() : "[^;]+");
      end = found.end();
    }
    return Pattern.compile(pattern.append(Pattern.quote(line.substring(end))).toString());
  }

  private void compareTimes(String shown, String real) {
    Matcher expected = TIME.matcher(shown);
    Matcher actual = TIME.matcher(real);
    while (expected.find() && actual.find()) {
      String known = times.putIfAbsent(expected.group(), actual.group());
      if (known == null) {
        assertThat(times.values()).as("not a time that was there before").doesNotHaveDuplicates();
      } else {
        assertThat(real).as("the time that was there before").contains(known);
      }
    }
  }
}
