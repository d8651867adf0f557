// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.io.IOException;
import java.io.LineNumberReader;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads a file in the format of {@link Properties} and keeps the number of each line. */
final class PropertiesFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String origin;
  private final List<SettingLine> lines = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private PropertiesFile(String origin) {
    this.origin = origin;
  }

  /**
   * Returns what a file says.
   *
   * @param origin the name of the file for messages
   */
  static PropertiesFile read(String origin, Reader reader) throws IOException {
    PropertiesFile file = new PropertiesFile(origin);
    file.read(new LineNumberReader(reader));
    return file;
  }

  /** Returns the settings in the order of the file. */
  List<SettingLine> lines() {
    return lines;
  }

  /** Returns a message for each line that repeats a key or cannot be read. */
  List<String> problems() {
    return problems;
  }

  private void read(LineNumberReader in) throws IOException {
    for (String line = first(in); line != null; line = in.readLine()) {
      int number = in.getLineNumber();
      if (isSetting(line)) {
        add(number, withContinuation(line, in));
      }
    }
  }

  private static @Nullable String first(LineNumberReader in) throws IOException {
    String line = in.readLine();
    return line != null && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
  }

  private static boolean isSetting(String line) {
    String text = line.stripLeading();
    return !text.isEmpty() && text.charAt(0) != '#' && text.charAt(0) != '!';
  }

  private static String withContinuation(String line, LineNumberReader in) throws IOException {
    StringBuilder all = new StringBuilder(line);
    String last = line;
    while (endsInBackslash(last)) {
      String next = in.readLine();
      if (next == null) {
        break;
      }
      all.append('\n').append(next);
      last = next;
    }
    return all.toString();
  }

  private static boolean endsInBackslash(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\\') {
      end--;
    }
    return (line.length() - end) % 2 == 1; // two of them are one backslash in the value
  }

  private void add(int number, String setting) throws IOException {
    String where = origin + ":" + number;
    Properties one = new Properties();
    try {
      one.load(new StringReader(setting));
    } catch (IllegalArgumentException e) {
      problems.add(where + ": \\u stands before something else than four hexadecimal digits");
    }
    for (String key : one.stringPropertyNames()) {
      Integer first = numbers.putIfAbsent(key, number);
      if (first != null) {
        problems.add(where + ": " + key + " is set twice, first in line " + first);
      }
      String text = one.getProperty(key).strip();
      lines.add(new SettingLine(where, key, SettingNotation.DOTTED, text));
    }
  }
}
