// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Collections, maps, enums and other holders of the JDK. */
@SuppressWarnings("JdkObsolete") // what users have
final class BuiltInCollections {
  private BuiltInCollections() {}

  /** Adds all of them. */
  static void addTo(TypeTable table) {
    addCollections(table);
    addMaps(table);
    addImmutables(table);
    addSingles(table);
    addEntries(table);
    addEnums(table);
    addConstants(table);
  }

  /** Returns the capacity at which a hash table takes this many entries without growing. */
  static int capacity(int size) {
    return (int) Math.min(Integer.MAX_VALUE, size * 4L / 3 + 1);
  }

  private static void addCollections(TypeTable table) {
    table.add(
        ArrayList.class.getName(),
        new CollectionSerializer(ArrayList::new),
        ArrayList.class,
        new ArrayList<>().subList(0, 0).getClass(), // comes back as a list of its own
        new LinkedList<>().subList(0, 0).getClass(),
        Arrays.asList(1).subList(0, 0).getClass());
    add(table, LinkedList.class, size -> new LinkedList<>());
    add(table, ArrayDeque.class, ArrayDeque::new);
    add(table, CopyOnWriteArrayList.class, size -> new CopyOnWriteArrayList<>());
    add(table, HashSet.class, size -> new HashSet<>(capacity(size)));
    add(table, LinkedHashSet.class, size -> new LinkedHashSet<>(capacity(size)));
    table.add(TreeSet.class.getName(), new SortedSetSerializer(TreeSet::new), TreeSet.class);
    table.add(
        ConcurrentSkipListSet.class.getName(),
        new SortedSetSerializer(ConcurrentSkipListSet::new),
        ConcurrentSkipListSet.class);
    table.add(EnumSet.class.getName(), new EnumSetSerializer<>(), EnumSet.class);
  }

  private static void add(TypeTable table, Class<?> type, IntFunction<Collection<Object>> maker) {
    table.add(type.getName(), new CollectionSerializer(maker), type);
  }

  private static void addMaps(TypeTable table) {
    table.add(HashMap.class.getName(), new MapSerializer(HashMap::new), HashMap.class);
    table.add(
        LinkedHashMap.class.getName(), new MapSerializer(LinkedHashMap::new), LinkedHashMap.class);
    table.add(
        ConcurrentHashMap.class.getName(),
        new MapSerializer(ConcurrentHashMap::new),
        ConcurrentHashMap.class);
    table.add(TreeMap.class.getName(), new SortedMapSerializer(TreeMap::new), TreeMap.class);
    table.add(
        ConcurrentSkipListMap.class.getName(),
        new SortedMapSerializer(ConcurrentSkipListMap::new),
        ConcurrentSkipListMap.class);
    table.add(EnumMap.class.getName(), new EnumMapSerializer<>(), EnumMap.class);
  }

  private static void addImmutables(TypeTable table) {
    List<Integer> list = List.of(1, 2, 3);
    table.add(
        "List.of",
        PartsSerializer.<List<Object>>of(List::toArray, BuiltInCollections::listOf),
        list.getClass(),
        List.of(1).getClass(),
        list.subList(0, 2).getClass());
    table.add(
        "Set.of",
        PartsSerializer.<Set<Object>>ofSet(Set::toArray, Set::of),
        Set.of(1, 2, 3).getClass(),
        Set.of(1).getClass());
    table.add(
        "Map.of",
        PartsSerializer.ofMap(BuiltInCollections::keysAndValues, BuiltInCollections::mapOf),
        Map.of(1, 1, 2, 2).getClass(),
        Map.of(1, 1).getClass());
    table.add(
        "Arrays.asList",
        PartsSerializer.<List<Object>>of(List::toArray, Arrays::asList),
        Arrays.asList(1).getClass());
  }

  private static void addSingles(TypeTable table) {
    table.add(
        Optional.class.getName(),
        PartsSerializer.<Optional<Object>>of(
            optional -> optional.stream().toArray(),
            parts -> parts.length == 0 ? Optional.empty() : Optional.ofNullable(only(parts))),
        Optional.class);
    table.add(
        "Collections.singletonList",
        PartsSerializer.<List<Object>>of(
            List::toArray, parts -> Collections.singletonList(only(parts))),
        Collections.singletonList(1).getClass());
    table.add(
        "Collections.singleton",
        PartsSerializer.<Set<Object>>of(Set::toArray, parts -> Collections.singleton(only(parts))),
        Collections.singleton(1).getClass());
    table.add(
        "Collections.singletonMap",
        PartsSerializer.<Map<Object, Object>>of(
            BuiltInCollections::keysAndValues,
            parts -> Collections.singletonMap(pair(parts)[0], parts[1])),
        Collections.singletonMap(1, 1).getClass());
    table.add(
        AtomicReference.class.getName(), new AtomicReferenceSerializer(), AtomicReference.class);
  }

  private static void addEntries(TypeTable table) {
    table.add(
        "Map.entry",
        PartsSerializer.<Map.Entry<Object, Object>>of(
            BuiltInCollections::keyAndValue, parts -> Map.entry(pair(parts)[0], parts[1])),
        Map.entry(1, 1).getClass());
    table.add(
        SimpleEntry.class.getName(),
        PartsSerializer.<Map.Entry<Object, Object>>of(
            BuiltInCollections::keyAndValue, parts -> new SimpleEntry<>(pair(parts)[0], parts[1])),
        SimpleEntry.class);
    table.add(
        SimpleImmutableEntry.class.getName(),
        PartsSerializer.<Map.Entry<Object, Object>>of(
            BuiltInCollections::keyAndValue,
            parts -> new SimpleImmutableEntry<>(pair(parts)[0], parts[1])),
        SimpleImmutableEntry.class);
  }

  private static void addEnums(TypeTable table) {
    for (Class<?> type :
        List.of(
            DayOfWeek.class,
            Month.class,
            ChronoUnit.class,
            TimeUnit.class,
            FormatStyle.class,
            TextStyle.class,
            RoundingMode.class)) {
      table.add(type.getName(), new EnumSerializer(type), type);
    }
  }

  private static void addConstants(TypeTable table) {
    addConstant(table, "Collections.emptyList", Collections.emptyList());
    addConstant(table, "Collections.emptySet", Collections.emptySet());
    addConstant(table, "Collections.emptyMap", Collections.emptyMap());
    addConstant(table, "Collections.emptyNavigableSet", Collections.emptyNavigableSet());
    addConstant(table, "Collections.emptyNavigableMap", Collections.emptyNavigableMap());
    addConstant(table, "Comparator.naturalOrder", Comparator.<Integer>naturalOrder());
    addConstant(table, "Comparator.reverseOrder", Comparator.<Integer>reverseOrder());
    addConstant(table, "String.CASE_INSENSITIVE_ORDER", String.CASE_INSENSITIVE_ORDER);
  }

  private static void addConstant(TypeTable table, String name, Object constant) {
    table.add(name, ValueSerializer.ofConstant(constant), constant.getClass());
  }

  /** Returns an immutable list; only Stream.toList() makes one that holds null. */
  private static List<Object> listOf(@Nullable Object[] parts) {
    return Arrays.stream(parts).anyMatch(Objects::isNull)
        ? Arrays.stream(parts).toList()
        : List.of(parts);
  }

  private static Map<Object, Object> mapOf(@Nullable Object[] parts) {
    Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[pairs(parts) / 2];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Map.entry(parts[2 * i], parts[2 * i + 1]);
    }
    return Map.ofEntries(entries);
  }

  private static @Nullable Object[] keysAndValues(Map<Object, Object> map) {
    @Nullable Object[] parts = new Object[2 * map.size()];
    int i = 0;
    for (Map.Entry<Object, Object> entry : map.entrySet()) {
      parts[i++] = entry.getKey();
      parts[i++] = entry.getValue();
    }
    return parts;
  }

  private static @Nullable Object[] keyAndValue(Map.Entry<Object, Object> entry) {
    return new @Nullable Object[] {entry.getKey(), entry.getValue()};
  }

  private static @Nullable Object only(@Nullable Object[] parts) {
    requireLength(parts, 1);
    return parts[0];
  }

  private static @Nullable Object[] pair(@Nullable Object[] parts) {
    requireLength(parts, 2);
    return parts;
  }

  private static int pairs(@Nullable Object[] parts) {
    requireLength(parts, parts.length & ~1);
    return parts.length;
  }

  private static void requireLength(@Nullable Object[] parts, int length) {
    if (parts.length != length) {
      throw new CodecException("the bytes hold " + parts.length + " parts, not " + length);
    }
  }
}
