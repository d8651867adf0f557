// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The unmodifiable and synchronised views of the JDK; what is inside comes back as a copy. */
@SuppressWarnings("JdkObsolete") // what users have
final class WrappedCollections {
  private WrappedCollections() {}

  /** Adds all of them. */
  static void addTo(TypeTable table) {
    addCollections(table);
    addSortedSets(table);
    addMaps(table);
  }

  private static void addCollections(TypeTable table) {
    table.add(
        "Collections.unmodifiableCollection",
        new CollectionSerializer(ArrayList::new, Collections::unmodifiableCollection),
        Collections.unmodifiableCollection(new ArrayList<>()).getClass());
    table.add(
        "Collections.unmodifiableList",
        new CollectionSerializer(
            ArrayList::new, list -> Collections.unmodifiableList((List<Object>) list)),
        Collections.unmodifiableList(new ArrayList<>()).getClass(),
        Collections.unmodifiableList(new LinkedList<>()).getClass());
    table.add(
        "Collections.unmodifiableSet",
        new CollectionSerializer(
            size -> new LinkedHashSet<>(BuiltInCollections.capacity(size)),
            set -> Collections.unmodifiableSet((Set<Object>) set)),
        Collections.unmodifiableSet(new HashSet<>()).getClass());
    table.add(
        "Collections.synchronizedList",
        new CollectionSerializer(
            ArrayList::new, list -> Collections.synchronizedList((List<Object>) list)),
        Collections.synchronizedList(new ArrayList<>()).getClass(),
        Collections.synchronizedList(new LinkedList<>()).getClass());
    table.add(
        "Collections.synchronizedSet",
        new CollectionSerializer(
            size -> new LinkedHashSet<>(BuiltInCollections.capacity(size)),
            set -> Collections.synchronizedSet((Set<Object>) set)),
        Collections.synchronizedSet(new HashSet<>()).getClass());
  }

  private static void addSortedSets(TypeTable table) {
    SortedSet<Integer> sortedSet = Collections.unmodifiableSortedSet(new TreeSet<>());
    table.add(
        "Collections.unmodifiableSortedSet",
        new SortedSetSerializer(TreeSet::new, Collections::unmodifiableSortedSet),
        sortedSet.getClass());
    NavigableSet<Integer> navigableSet = Collections.unmodifiableNavigableSet(new TreeSet<>());
    table.add(
        "Collections.unmodifiableNavigableSet",
        new SortedSetSerializer(TreeSet::new, Collections::unmodifiableNavigableSet),
        navigableSet.getClass());
  }

  private static void addMaps(TypeTable table) {
    table.add(
        "Collections.unmodifiableMap",
        new MapSerializer(LinkedHashMap::new, Collections::unmodifiableMap),
        Collections.unmodifiableMap(new HashMap<>()).getClass());
    table.add(
        "Collections.synchronizedMap",
        new MapSerializer(LinkedHashMap::new, Collections::synchronizedMap),
        Collections.synchronizedMap(new HashMap<>()).getClass());
    SortedMap<Integer, Integer> sortedMap = Collections.unmodifiableSortedMap(new TreeMap<>());
    table.add(
        "Collections.unmodifiableSortedMap",
        new SortedMapSerializer(TreeMap::new, Collections::unmodifiableSortedMap),
        sortedMap.getClass());
    NavigableMap<Integer, Integer> navigableMap =
        Collections.unmodifiableNavigableMap(new TreeMap<>());
    table.add(
        "Collections.unmodifiableNavigableMap",
        new SortedMapSerializer(TreeMap::new, Collections::unmodifiableNavigableMap),
        navigableMap.getClass());
  }
}
