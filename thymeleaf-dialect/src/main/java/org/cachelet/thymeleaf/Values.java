// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.standard.expression.IStandardExpression;
import org.thymeleaf.standard.expression.StandardExpressionExecutionContext;
import org.thymeleaf.standard.expression.StandardExpressions;

/**
 * The values of attributes: what holds an expression, such as {@code ${p.id}}, {@code |p-${p.id}|}
 * or {@code 'text'}, is evaluated, all else means itself. Lists have commas between.
 */
final class Values {
  private static final Pattern EXPRESSION = Pattern.compile("[$*#@~]\\{|^['|(]|__");

  /** What to say of a list of expressions that is none. */
  static final String ALLOWED = "allowed are expressions such as ${category.id}";

  private static final int MAX_KNOWN = 2_000;
  private static final ConcurrentMap<String, List<String>> PARTS = new ConcurrentHashMap<>();

  private Values() {}

  static boolean isExpression(String text) {
    return EXPRESSION.matcher(text).find();
  }

  /** Returns the one value of an attribute that may hold an expression; null if that has none. */
  static @Nullable Object one(Tag tag, String name, String text) {
    return isExpression(text)
        ? evaluated(tag, name, text, StandardExpressionExecutionContext.RESTRICTED)
        : text;
  }

  /** Returns the values of a list, in which lists count as their elements. */
  static List<Object> all(Tag tag, String name, String text) {
    List<Object> values = new ArrayList<>();
    for (String part : parts(text)) {
      Object value = one(tag, name, part);
      if (value instanceof Collection<?> several) {
        values.addAll(several);
      } else if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** Returns the values of a list of expressions, which may look at request parameters. */
  static List<@Nullable Object> ofExpressions(Tag tag, String name, String text) {
    List<@Nullable Object> values = new ArrayList<>();
    for (String part : parts(text)) {
      if (!isExpression(part)) {
        throw tag.wrongValue(name, part, ALLOWED);
      }
      values.add(evaluated(tag, name, part, StandardExpressionExecutionContext.NORMAL));
    }
    return values;
  }

  /** Returns the value of an expression. */
  static @Nullable Object evaluated(
      Tag tag, String name, String text, StandardExpressionExecutionContext how) {
    ITemplateContext context = tag.context();
    try {
      IStandardExpression expression =
          StandardExpressions.getExpressionParser(context.getConfiguration())
              .parseExpression(context, text);
      return expression.execute(context, how);
    } catch (TemplateProcessingException e) {
      throw tag.wrong(name, "is '" + text + "', which fails", String.valueOf(e.getMessage()), e);
    }
  }

  private static List<String> parts(String text) {
    List<String> known = PARTS.get(text);
    if (known == null) {
      known = split(text);
      if (PARTS.size() < MAX_KNOWN) { // texts of templates, of which there are no more
        PARTS.put(text, known);
      }
    }
    return known;
  }

  /** Splits at the commas that are in no braces, brackets, quotes or bars. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || (c == '|' && depth == 0)) {
        quote = c;
      } else if (c == '{' || c == '(' || c == '[') {
        depth++;
      } else if (c == '}' || c == ')' || c == ']') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    parts.add(text.substring(from).strip());
    parts.removeIf(String::isEmpty);
    return List.copyOf(parts);
  }
}
