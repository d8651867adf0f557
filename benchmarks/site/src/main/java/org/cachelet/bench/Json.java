// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Figures in files: an array of flat objects. */
final class Json {
  private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern OBJECT = Pattern.compile("\\{(?:[^{}\"]|" + TEXT + ")*\\}");
  private static final Pattern MEMBER =
      Pattern.compile(TEXT + "\\s*:\\s*(?:" + TEXT + "|(-?[0-9][0-9.eE+-]*)|null)");

  private Json() {}

  /** Writes figures. */
  static void write(Path file, List<Figure> figures) throws IOException {
    Files.writeString(
        file, figures.stream().map(Json::text).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
  }

  /** Reads figures; none if there is no such file. */
  static List<Figure> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return OBJECT.matcher(Files.readString(file)).results().map(o -> figure(o.group())).toList();
  }

  private static String text(Figure figure) {
    return "  {\"group\": "
        + quoted(figure.group())
        + ", \"name\": "
        + quoted(figure.name())
        + ", \"value\": "
        + figure.value()
        + ", \"unit\": "
        + quoted(figure.unit())
        + ", \"low\": "
        + figure.low()
        + ", \"high\": "
        + figure.high()
        + ", \"goal\": "
        + quoted(figure.goal())
        + ", \"note\": "
        + quoted(figure.note())
        + "}";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + '"';
  }

  private static Figure figure(String object) {
    Map<String, String> members = new HashMap<>();
    Matcher member = MEMBER.matcher(object);
    while (member.find()) {
      String text = member.group(2) == null ? member.group(3) : member.group(2);
      if (text != null) {
        members.put(member.group(1), text.replace("\\\"", "\"").replace("\\\\", "\\"));
      }
    }
    return new Figure(
        members.getOrDefault("group", ""),
        members.getOrDefault("name", ""),
        number(members.get("value")),
        members.getOrDefault("unit", ""),
        number(members.get("low")),
        number(members.get("high")),
        members.getOrDefault("goal", ""),
        members.getOrDefault("note", ""));
  }

  private static @Nullable Double number(@Nullable String text) {
    return text == null || text.isEmpty() ? null : Double.valueOf(text);
  }
}
