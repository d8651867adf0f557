// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to the most specific of many patterns that match a path, by the segments of
 * the path: its cost does not grow with the patterns, but for those that are endings. Immutable,
 * hence thread-safe.
 *
 * @param <T> what belongs to a pattern
 */
public final class PathIndex<T> {
  private final Node<T> root;
  private final List<Ranked<T>> endings;

  private PathIndex(Node<T> root, List<Ranked<T>> endings) {
    this.root = root;
    this.endings = endings;
  }

  /** Returns the index of these; of equal patterns, the first one goes first. */
  public static <T> PathIndex<T> of(List<Item<T>> items) {
    List<Item<T>> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparing(Item::pattern, PathPattern.MOST_SPECIFIC_FIRST));
    Draft<T> root = new Draft<>();
    List<Ranked<T>> endings = new ArrayList<>();
    for (int rank = 0; rank < sorted.size(); rank++) {
      Item<T> item = sorted.get(rank);
      Ranked<T> ranked = new Ranked<>(rank, item.pattern(), item.value());
      if (item.pattern().isEnding()) {
        endings.add(ranked);
      } else {
        root.add(ranked);
      }
    }
    return new PathIndex<>(root.node(), List.copyOf(endings));
  }

  /**
   * Returns what belongs to the most specific pattern that matches a path, of those that are
   * accepted; null if there is none.
   */
  public @Nullable T first(String path, Predicate<T> accepted) {
    Ranked<T> best = root.best(path, 0, null, accepted);
    for (int i = 0; i < endings.size(); i++) {
      Ranked<T> ending = endings.get(i);
      if (ending.goesBefore(best) && ending.pattern().matches(path)) {
        best = ending.orElse(best, accepted);
      }
    }
    return best == null ? null : best.value();
  }

  /**
   * A pattern, and what belongs to it.
   *
   * @param <T> what belongs to a pattern
   */
  public record Item<T>(PathPattern pattern, T value) {}

  /**
   * One of all.
   *
   * @param rank its place in their order
   */
  private record Ranked<T>(int rank, PathPattern pattern, T value) {
    boolean goesBefore(@Nullable Ranked<T> other) {
      return other == null || rank < other.rank;
    }

    /** Returns this if it goes before the other and is accepted, else the other. */
    @Nullable Ranked<T> orElse(@Nullable Ranked<T> other, Predicate<T> accepted) {
      return goesBefore(other) && accepted.test(value) ? this : other;
    }
  }

  /**
   * What there is after some segments.
   *
   * @param here patterns that end here
   * @param below patterns for this and all below
   * @param names the next segments, sorted
   * @param next what there is after each of them
   * @param any what there is after any segment that is not empty
   */
  private record Node<T>(
      List<Ranked<T>> here,
      List<Ranked<T>> below,
      List<String> names,
      List<Node<T>> next,
      @Nullable Node<T> any) {

    /** Returns the best of what matches the rest of a path and of what was found before. */
    @Nullable Ranked<T> best(
        String path, int at, @Nullable Ranked<T> before, Predicate<T> accepted) {
      Ranked<T> best = bestOf(below, before, accepted);
      if (at == path.length()) {
        return bestOf(here, best, accepted);
      }
      int slash = path.indexOf('/', at + 1);
      int end = slash < 0 ? path.length() : slash;
      Node<T> named = named(path, at + 1, end);
      if (named != null) {
        best = named.best(path, end, best, accepted);
      }
      return any != null && end > at + 1 ? any.best(path, end, best, accepted) : best;
    }

    private static <T> @Nullable Ranked<T> bestOf(
        List<Ranked<T>> sorted, @Nullable Ranked<T> before, Predicate<T> accepted) {
      for (int i = 0; i < sorted.size(); i++) {
        Ranked<T> best = sorted.get(i).orElse(before, accepted);
        if (best != before) {
          return best;
        }
      }
      return before;
    }

    /** Searches without a copy of the segment. */
    private @Nullable Node<T> named(String path, int start, int end) {
      int low = 0;
      int high = names.size() - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int compared = compare(names.get(middle), path, start, end);
        if (compared == 0) {
          return next.get(middle);
        }
        if (compared < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return null;
    }

    /** Compares as texts are sorted. */
    private static int compare(String name, String path, int start, int end) {
      int common = Math.min(name.length(), end - start);
      for (int i = 0; i < common; i++) {
        int difference = name.charAt(i) - path.charAt(start + i);
        if (difference != 0) {
          return difference;
        }
      }
      return name.length() - (end - start);
    }
  }

  /** Collects a node. Used by one thread. */
  private static final class Draft<T> {
    private final List<Ranked<T>> here = new ArrayList<>();
    private final List<Ranked<T>> below = new ArrayList<>();
    private final Map<String, Draft<T>> next = new TreeMap<>();

    void add(Ranked<T> ranked) {
      Draft<T> at = this;
      for (String segment : ranked.pattern().segments()) {
        at = at.next.computeIfAbsent(segment, s -> new Draft<>());
      }
      (ranked.pattern().isForAllBelow() ? at.below : at.here).add(ranked);
    }

    Node<T> node() {
      Draft<T> any = next.remove(PathPattern.ANY_SEGMENT);
      List<Node<T>> nodes = next.values().stream().map(Draft::node).toList();
      return new Node<>(
          List.copyOf(here),
          List.copyOf(below),
          List.copyOf(next.keySet()),
          nodes,
          any == null ? null : any.node());
    }
  }
}
