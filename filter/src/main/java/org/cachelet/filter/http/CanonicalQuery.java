// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One form for queries that mean the same: without ignored parameters and empty ones between
 * ampersands, sorted by decoded name. Parameters of the same name keep their order, and each keeps
 * its text, so {@code a} differs from {@code a=}. The form is for the key and for the application
 * alike: what it cannot see cannot poison the page.
 */
public final class CanonicalQuery {
  private CanonicalQuery() {}

  /**
   * Returns the canonical form of a query, null if nothing is left of it.
   *
   * @param raw the query as it was sent, not decoded; null if there was none
   */
  public static @Nullable String of(@Nullable String raw, NamePatterns ignored) {
    if (raw == null || raw.isEmpty()) {
      return raw;
    }
    if (raw.indexOf('&') < 0) {
      return !ignored.isEmpty() && isIgnored(Parameter.of(raw), ignored) ? null : raw;
    }
    List<Parameter> parameters = new ArrayList<>();
    for (int start = 0; start < raw.length(); ) {
      int ampersand = raw.indexOf('&', start);
      int end = ampersand < 0 ? raw.length() : ampersand;
      if (end > start) {
        add(Parameter.of(raw.substring(start, end)), ignored, parameters);
      }
      start = end + 1;
    }
    parameters.sort(Comparator.comparing(Parameter::name)); // stable
    return parameters.isEmpty() ? null : join(parameters, raw.length());
  }

  /** Returns the decoded names of the parameters of a query; null has none. */
  public static Set<String> names(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return Set.of();
    }
    Set<String> names = new TreeSet<>();
    for (String parameter : query.split("&", -1)) {
      names.add(Parameter.of(parameter).name());
    }
    return names;
  }

  private static void add(Parameter parameter, NamePatterns ignored, List<Parameter> parameters) {
    if (!isIgnored(parameter, ignored)) {
      parameters.add(parameter);
    }
  }

  private static boolean isIgnored(Parameter parameter, NamePatterns ignored) {
    // Some containers also separate at a semicolon: what is behind it must not vanish from the key.
    return parameter.text().indexOf(';') < 0 && ignored.matches(parameter.name());
  }

  private static String join(List<Parameter> parameters, int capacity) {
    StringBuilder query = new StringBuilder(capacity);
    for (Parameter parameter : parameters) {
      if (query.length() > 0) {
        query.append('&');
      }
      query.append(parameter.text());
    }
    return query.toString();
  }

  private record Parameter(String name, String text) {
    static Parameter of(String text) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      return new Parameter(FormDecoder.decode(name), text);
    }
  }
}
