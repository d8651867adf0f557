// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.cachelet.cache.Content;
import org.cachelet.cache.Entry;
import org.cachelet.cache.Input;
import org.cachelet.cache.Lookup;

/**
 * The inputs that the pages under one page key read, stored under that key: what {@code Vary} is to
 * a cache that sees only header fields (RFC 9111 section 4.1), for everything that can be read.
 *
 * @param inputs what selects the variant, in order
 */
record VaryList(Set<Input> inputs) implements Content {
  /** The longest list: each lookup goes through it. */
  static final int MOST_INPUTS = 100;

  /** The longest that the values of one request may be in a key, in characters. */
  static final int MAX_LENGTH = 4096;

  private static final int INPUT_WEIGHT = 160;

  /** Copies the inputs, in their order. */
  VaryList {
    inputs = new TreeSet<>(inputs);
  }

  /** Returns this list with more inputs. */
  VaryList with(Set<Input> more) {
    Set<Input> all = new TreeSet<>(inputs);
    all.addAll(more);
    return new VaryList(all);
  }

  /**
   * Returns the key of the variant for a request; empty if what it has for one of the inputs is
   * never shared, or too long. Names and values are length-prefixed. What the request does not have
   * is left out, so that the key stays the same when the list grows by that.
   */
  Optional<String> variantKey(String pageKey, Function<Input, Value> values) {
    StringBuilder key = new StringBuilder(pageKey.length() + 64).append(pageKey).append('\n');
    int limit = key.length() + MAX_LENGTH;
    for (Input input : inputs) {
      if (!add(input, values.apply(input), key, limit)) {
        return Optional.empty();
      }
    }
    return Optional.of(key.toString());
  }

  /** Returns the first input for which a request has something that is not shared. */
  Optional<Input> personal(Function<Input, Value> values) {
    StringBuilder key = new StringBuilder();
    return inputs.stream()
        .filter(input -> !add(input, values.apply(input), key, MAX_LENGTH))
        .findFirst();
  }

  /**
   * Returns what was found under a key of this list; a miss if it was stored under a list with
   * inputs that this one lacks, which could leave them out where the request has them.
   */
  Lookup covered(Lookup found) {
    Entry entry = found.entryOrNull();
    return entry == null || inputs.containsAll(entry.inputs()) ? found : Lookup.MISS;
  }

  private static boolean add(Input input, Value value, StringBuilder key, int limit) {
    String text = value.text();
    if (value.personal() || (text != null && key.length() + text.length() > limit)) {
      return false;
    }
    if (text != null) {
      append(key, input.toString());
      append(key, text);
    }
    return key.length() <= limit;
  }

  private static void append(StringBuilder key, String part) {
    key.append(part.length()).append(':').append(part);
  }

  @Override
  public long weight() {
    return 32 + (long) INPUT_WEIGHT * inputs.size();
  }
}
