// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.PageContext;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cachelet.cache.FragmentText;
import org.cachelet.cache.Hole;
import org.cachelet.cache.HoleMarks;
import org.cachelet.cache.OnError;
import org.jspecify.annotations.Nullable;

/**
 * Page variables that a fragment sets when it is used, as its body did. They are kept as holes of a
 * kind of their own, which write nothing.
 */
final class Exports {
  private static final String KIND = "jsp-variable";
  private static final Map<String, Function<String, Object>> TYPES =
      Map.ofEntries(
          Map.entry(String.class.getName(), text -> text),
          Map.entry(Boolean.class.getName(), Boolean::valueOf),
          Map.entry(Byte.class.getName(), Byte::valueOf),
          Map.entry(Short.class.getName(), Short::valueOf),
          Map.entry(Integer.class.getName(), Integer::valueOf),
          Map.entry(Long.class.getName(), Long::valueOf),
          Map.entry(Float.class.getName(), Float::valueOf),
          Map.entry(Double.class.getName(), Double::valueOf),
          Map.entry(BigInteger.class.getName(), BigInteger::new),
          Map.entry(BigDecimal.class.getName(), BigDecimal::new));

  private Exports() {}

  /**
   * Returns the marks for the variables with these names, as they are now.
   *
   * @throws IllegalArgumentException if one has a value that is no text, number or boolean
   */
  static String marks(PageContext page, List<String> names, HoleMarks marks) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      Object value = page.getAttribute(name);
      if (value != null) {
        text.append(marks.mark(hole(name, value)));
      }
    }
    return text.toString();
  }

  private static Hole hole(String name, Object value) {
    String type = value.getClass().getName();
    if (!TYPES.containsKey(type)) {
      throw new IllegalArgumentException(
          "export names "
              + name
              + ", which is a "
              + type
              + ", allowed are texts, numbers and"
              + " booleans");
    }
    return new Hole(KIND, name, Map.of("type", type, "value", value.toString()), OnError.FAIL);
  }

  /** Sets the variables of a fragment, and returns the fragment without them. */
  static FragmentText set(FragmentText fragment, PageContext page) {
    return fragment.holes().stream().anyMatch(Exports::isExport)
        ? withoutExports(fragment, page)
        : fragment;
  }

  private static FragmentText withoutExports(FragmentText fragment, PageContext page) {
    List<String> texts = new ArrayList<>();
    List<Hole> holes = new ArrayList<>();
    StringBuilder text = new StringBuilder(fragment.texts().get(0));
    for (int i = 0; i < fragment.holes().size(); i++) {
      Hole hole = fragment.holes().get(i);
      if (isExport(hole)) {
        page.setAttribute(hole.target(), valueOf(hole));
      } else {
        texts.add(text.toString());
        text.setLength(0);
        holes.add(hole);
      }
      text.append(fragment.texts().get(i + 1));
    }
    texts.add(text.toString());
    return new FragmentText(texts, holes);
  }

  private static boolean isExport(Hole hole) {
    return hole.kind().equals(KIND);
  }

  private static @Nullable Object valueOf(Hole hole) {
    Function<String, Object> type = TYPES.get(hole.parameters().get("type"));
    String value = hole.parameters().get("value");
    return type == null || value == null ? null : type.apply(value);
  }
}
