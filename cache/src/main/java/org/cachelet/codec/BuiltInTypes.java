// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.nio.charset.Charset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of the JDK that are always allowed, each with a serialiser of our own. */
final class BuiltInTypes {
  private static final TypeTable TABLE = table();

  private static final Map<String, Class<?>> COMPONENTS =
      Stream.of(
              Object.class,
              Number.class,
              CharSequence.class,
              Comparable.class,
              Enum.class,
              Record.class,
              Iterable.class,
              Collection.class,
              List.class,
              Set.class,
              Map.class,
              Map.Entry.class)
          .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

  private BuiltInTypes() {}

  private static TypeTable table() {
    TypeTable table = new TypeTable();
    BuiltInValues.addTo(table);
    BuiltInTimes.addTo(table);
    BuiltInCollections.addTo(table);
    WrappedCollections.addTo(table);
    OlderTypes.addTo(table);
    return table;
  }

  /** Returns the built-in type of this class, or null. */
  static @Nullable KnownType of(Class<?> type) {
    KnownType known = TABLE.of(type);
    if (known == null && Charset.class.isAssignableFrom(type)) {
      return TABLE.of(Charset.class);
    }
    if (known == null && EnumSet.class.isAssignableFrom(type)) {
      return TABLE.of(EnumSet.class);
    }
    return known;
  }

  /** Returns the built-in type that is written under this name, or null. */
  static @Nullable KnownType named(String name) {
    return TABLE.named(name);
  }

  /** Returns the class of this name that arrays may be made of, abstract or not, or null. */
  static @Nullable Class<?> component(String name) {
    Class<?> component = COMPONENTS.get(name);
    KnownType known = TABLE.named(name);
    return component != null || known == null ? component : known.getType();
  }
}
