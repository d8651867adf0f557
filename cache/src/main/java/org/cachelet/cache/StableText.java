// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The written form of values that mean the same wherever they are written the same: the same for
 * equal values on every node, and different for values that differ.
 */
public final class StableText {
  /** What to say of a value that has none. */
  public static final String ADVICE =
      "allowed are texts, numbers, booleans, enums, UUIDs, dates and times, locales, records, lists"
          + " and optionals of these, and what implements CacheKeyed";

  private static final Set<Class<?>> PLAIN =
      Set.of(
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          UUID.class,
          URI.class,
          Currency.class);

  private StableText() {}

  /** Returns the written form; null if the value has none. */
  public static @Nullable String of(Object value) {
    if (value instanceof String text) {
      return '=' + text;
    }
    if (value instanceof Locale locale) {
      return "locale=" + of(locale);
    }
    if (value instanceof Enum<?> constant) {
      return constant.getDeclaringClass().getName() + '=' + constant.name();
    }
    if (value instanceof CacheKeyed keyed) {
      return value.getClass().getName() + '=' + keyed.cacheKey();
    }
    return isPlain(value) ? value.getClass().getName() + '=' + value : ofParts(value);
  }

  private static boolean isPlain(Object value) {
    boolean time =
        value instanceof TemporalAccessor
            || value instanceof TemporalAmount
            || value instanceof ZoneId;
    return PLAIN.contains(value.getClass())
        || (time && value.getClass().getName().startsWith("java.time."));
  }

  private static @Nullable String ofParts(Object value) {
    if (value instanceof List<?> list) {
      return joined("list", list);
    }
    if (value instanceof Optional<?> optional) {
      return joined("optional", optional.stream().toList());
    }
    return value instanceof Record holder ? ofRecord(holder) : null;
  }

  private static @Nullable String ofRecord(Record holder) {
    RecordComponent[] components = holder.getClass().getRecordComponents();
    StringBuilder text = new StringBuilder(holder.getClass().getName()).append('=');
    for (RecordComponent component : components) {
      try {
        component.getAccessor().setAccessible(true); // the record itself may not be public
        if (!append(text, component.getAccessor().invoke(holder))) {
          return null;
        }
      } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
        return null; // as good as having no text
      }
    }
    return text.toString();
  }

  private static @Nullable String joined(String kind, List<?> parts) {
    StringBuilder text = new StringBuilder(kind).append('=');
    for (Object part : parts) {
      if (!append(text, part)) {
        return null;
      }
    }
    return text.toString();
  }

  private static boolean append(StringBuilder text, @Nullable Object part) {
    String written = part == null ? "" : of(part);
    if (written == null) {
      return false;
    }
    text.append(part == null ? -1 : written.length()).append(':').append(written);
    return true;
  }

  /**
   * Returns a locale with all its parts: a language tag leaves out those that are not well-formed,
   * which containers take over from the request.
   */
  public static String of(Locale locale) {
    String text = locale.getLanguage() + '_' + locale.getCountry();
    if (locale.getVariant().isEmpty() && locale.getScript().isEmpty() && !locale.hasExtensions()) {
      return text;
    }
    StringBuilder all = new StringBuilder(text);
    all.append('_').append(locale.getVariant()).append('_').append(locale.getScript());
    for (char key : locale.getExtensionKeys()) {
      all.append('_').append(key).append('-').append(locale.getExtension(key));
    }
    return all.toString();
  }
}
