// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of the tables in {@code docs/security.md}, as the cases say. */
final class SecurityTables {
  private SecurityTables() {}

  /** Returns a row for each incident: where it is written, what happened, what is done, cases. */
  static List<String> incidents() {
    return Arrays.stream(Origin.values())
        .filter(origin -> !origin.done().isEmpty())
        .map(origin -> row(origin.source(), origin.happened(), origin.done(), cases(origin)))
        .toList();
  }

  /** Returns a row for each rule: its number, what it says, cases. */
  static List<String> rules() {
    return Arrays.stream(Origin.values())
        .filter(origin -> origin.done().isEmpty())
        .map(origin -> row(origin.source(), origin.happened(), cases(origin)))
        .toList();
  }

  /** Returns a row for each group: its letter, what it is about, how many cases each container. */
  static List<String> groups() {
    Stream<String> groups =
        Arrays.stream(Group.values()).map(group -> row(group.name(), group.text(), count(group)));
    String all = String.valueOf(Cases.listed().size());
    return Stream.concat(groups, Stream.of(row("", "all", all + " | " + all))).toList();
  }

  /** Returns a row for each case: its id, what is tried, what it stands for. */
  static List<String> cases() {
    return Cases.listed().stream()
        .map(one -> row(one.id(), one.text(), brief(one.origin())))
        .toList();
  }

  private static String brief(Origin origin) {
    return origin.source().replaceFirst(", CVE-.*", " and others");
  }

  private static String count(Group group) {
    long count = Cases.listed().stream().filter(one -> one.group() == group).count();
    return count + " | " + count;
  }

  private static String cases(Origin origin) {
    return Cases.listed().stream()
        .filter(one -> one.origin() == origin)
        .map(Listed::id)
        .collect(Collectors.joining(" "));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
