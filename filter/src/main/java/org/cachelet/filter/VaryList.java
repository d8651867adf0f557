// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.cachelet.cache.Content;
import org.cachelet.cache.Input;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that the pages under one page key read, stored under that key: what {@code Vary} is to
 * a cache that sees only header fields (RFC 9111 section 4.1), for everything that can be read.
 *
 * @param inputs what selects the variant, in order
 */
record VaryList(Set<Input> inputs) implements Content {
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
   * never shared. Names and values are length-prefixed, absent differs from empty.
   */
  Optional<String> variantKey(String pageKey, Function<Input, Value> values) {
    StringBuilder key = new StringBuilder(pageKey.length() + 64).append(pageKey).append('\n');
    for (Input input : inputs) {
      Value value = values.apply(input);
      if (value.personal()) {
        return Optional.empty();
      }
      append(key, input.toString());
      append(key, value.text());
    }
    return Optional.of(key.toString());
  }

  /** Returns the first input for which a request has something that is never shared. */
  Optional<Input> personal(Function<Input, Value> values) {
    return inputs.stream().filter(input -> values.apply(input).personal()).findFirst();
  }

  private static void append(StringBuilder key, @Nullable String part) {
    if (part == null) {
      key.append('-');
    } else {
      key.append(part.length()).append(':').append(part);
    }
  }

  @Override
  public long weight() {
    return 32 + (long) INPUT_WEIGHT * inputs.size();
  }
}
